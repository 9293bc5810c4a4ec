import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner

from rooms.store import Store
from server.checking.cli import all_of
from server.checking.finding import Finding, State
from server.cli import dienhong
from server.config import Settings
from server.record import chaining
from tests.ports import free_port
from tests.redis import redis_running
from tests.server.mail.mailbox import Mailbox
from tests.server.record.conftest import portal, taken
from tests.serving import SIGNER

__all__ = ["portal"]

PASSWORD = "bi-mat-khong-duoc-in"


async def found(about: str, **settings: object) -> list[Finding]:
    """What is said of one thing."""
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return [each for each in await all_of(chosen) if each.about == about]


def one(findings: list[Finding]) -> Finding:
    """The only one, of which whatever is not well says what to do, and which tells no secret."""
    assert len(findings) == 1
    assert (findings[0].state is State.OK) == (not findings[0].remedy)
    assert PASSWORD not in str(findings)
    return findings[0]


def keys(data: Path) -> None:
    """The two keys as a first start makes them."""
    data.mkdir(exist_ok=True)
    for name in ("secret", "audit.key"):
        (data / name).write_text(bytes(range(32)).hex() + "\n")
        (data / name).chmod(0o600)


async def test_a_portal_as_it_should_be(portal: str, tmp_path: Path) -> None:
    keys(tmp_path)
    chosen = Settings(
        database_url=portal, data=str(tmp_path), origins=("https://dien-dan.example",)
    )
    findings = await all_of(chosen)
    said = {each.about: each.state for each in findings}
    assert said.pop("mail") is State.WARN
    said.pop("pages")
    assert {"origins", "data", "secret", "audit key", "clock", "schema", "record", "redis"} <= set(
        said
    )
    assert {about for about, state in said.items() if state is State.BAD} == set()


async def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    url = f"postgresql://ai:{PASSWORD}@127.0.0.1:{free_port()}/dienhong"
    finding = one(await found("database", database_url=url, data=str(tmp_path)))
    assert finding.state is State.BAD
    assert "cannot be reached" in finding.what


async def test_a_password_of_the_database_is_never_told(tmp_path: Path) -> None:
    url = f"postgresql://ai:{PASSWORD}@127.0.0.1:khong/dienhong?sslmode=x"
    assert one(await found("database", database_url=url, data=str(tmp_path))).state is State.BAD


@asynccontextmanager
async def made(portal: str, how: str) -> AsyncIterator[str]:
    """A database made with these words, which is gone afterwards."""
    admin, name = await asyncpg.connect(portal), f"dienhong_{secrets.token_hex(4)}"
    await admin.execute(f"create database {name} {how}")
    place, _, query = portal.partition("?")
    try:
        yield f"{place.rpartition('/')[0]}/{name}?{query}"
    finally:
        await admin.execute(f"drop database {name} with (force)")
        await admin.close()


async def test_a_database_of_another_encoding_and_without_a_schema(
    portal: str, tmp_path: Path
) -> None:
    how = "encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C' template template0"
    async with made(portal, how) as url:
        findings = await found("database", database_url=url, data=str(tmp_path))
        assert any("SQL_ASCII" in each.what and each.state is State.BAD for each in findings)
        assert one(await found("schema", database_url=url, data=str(tmp_path))).state is State.WARN


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("insert into schema_migration (number, name, checksum) values (999, '0999_sau.sql', 'x')", State.BAD),
        ("update schema_migration set checksum = 'x' where number = 1", State.BAD),
        ("delete from schema_migration where number = (select max(number) from schema_migration)", State.WARN),
    ],
)  # fmt: skip
async def test_a_schema_that_is_not_this_programs(
    portal: str, tmp_path: Path, change: str, state: State
) -> None:
    conn = await asyncpg.connect(portal)
    await conn.execute(change)
    await conn.close()
    assert one(await found("schema", database_url=portal, data=str(tmp_path))).state is state


async def test_too_many_connections_for_one_process(portal: str, tmp_path: Path) -> None:
    findings = await found("database", database_url=portal, data=str(tmp_path), pool_size=90)
    assert any("connections" in each.what and each.state is State.WARN for each in findings)


async def test_a_record_that_waits_or_has_another_key(portal: str, tmp_path: Path) -> None:
    keys(tmp_path)
    async with asyncpg.create_pool(portal, min_size=1, max_size=2) as pool:
        store = Store(pool)
        await taken(store)
        assert one(await found("record", database_url=portal, data=str(tmp_path))).state is State.OK
        await pool.execute(
            "insert into audit (act, facts, at) values ('tests.late', '{}', now() - interval '1 hour')"
        )
        waits = one(await found("record", database_url=portal, data=str(tmp_path)))
        assert (waits.state, "waited" in waits.what) == (State.WARN, True)
        await store.run(chaining.extend, None, SIGNER)
    (tmp_path / "audit.key").write_text("ab" * 32)
    assert one(await found("record", database_url=portal, data=str(tmp_path))).state is State.BAD


async def test_keys_that_others_can_read_or_that_are_none(tmp_path: Path) -> None:
    keys(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    findings = await found("secret", data=str(tmp_path))
    assert [each.state for each in findings] == [State.BAD, State.OK]
    assert findings[0].remedy == f"chmod 600 {tmp_path / 'secret'}"
    (tmp_path / "audit.key").write_text(PASSWORD)
    assert one(await found("audit key", data=str(tmp_path))).state is State.BAD
    (tmp_path / "audit.key").write_text("abcd")
    assert one(await found("audit key", data=str(tmp_path))).state is State.BAD
    named = one(await found("secret", data=str(tmp_path), secret_file=str(tmp_path / "khong-co")))
    assert named.state is State.BAD


async def test_a_data_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    assert one(await found("data", data=str(tmp_path / "tep"))).state is State.BAD
    assert one(await found("data", data=str(tmp_path / "moi" / "sau"))).state in {
        State.OK,
        State.WARN,
    }


async def test_redis_there_and_away(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = f"redis://:{PASSWORD}@127.0.0.1:{free_port()}/0"
    assert one(await found("redis", redis_url=away, data=str(tmp_path))).state is State.BAD
    async with redis_running(tmp_path_factory.mktemp("redis")) as server:
        assert one(await found("redis", redis_url=server.url, data=str(tmp_path))).state is State.OK


async def test_mail_that_answers_and_takes_no_password(tmp_path: Path) -> None:
    async with Mailbox() as mailbox:
        sender = {"mail_from": "Diên Hồng <a@vidu.invalid>", "data": str(tmp_path)}
        assert one(await found("mail", smtp_url=mailbox.url, **sender)).state is State.OK
        nobody = one(await found("mail", smtp_url=mailbox.url, data=str(tmp_path)))
        assert (nobody.state, nobody.remedy) == (State.BAD, "Set mail_from.")
        locked = mailbox.url.replace("//", f"//ai:{PASSWORD}@")
        assert one(await found("mail", smtp_url=locked, **sender)).state is State.BAD
        assert mailbox.taken == [], "no letter was sent"


async def test_mail_that_cannot_be_had(tmp_path: Path) -> None:
    url = f"smtp://ai:{PASSWORD}@127.0.0.1:{free_port()}"
    finding = one(await found("mail", smtp_url=url, mail_from="a@vidu.invalid", data=str(tmp_path)))
    assert finding.state is State.BAD
    assert one(await found("mail", data=str(tmp_path))).state is State.WARN


@pytest.mark.parametrize(
    ("origins", "state"),
    [
        (("https://dien-dan.example",), State.OK),
        (("https://dien-dan.example", "http://127.0.0.1:8000"), State.WARN),
        (("http://dien-dan.example",), State.WARN),
    ],
)  # fmt: skip
async def test_addresses(origins: tuple[str, ...], state: State, tmp_path: Path) -> None:
    assert one(await found("origins", origins=origins, data=str(tmp_path))).state is state


async def test_nobody_who_says_nothing_is_waited_for_long(tmp_path: Path) -> None:
    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(20)
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    chosen = Settings(
        database_url=f"postgresql://127.0.0.1:{port}/x", redis_url=f"redis://127.0.0.1:{port}",
        smtp_url=f"smtp://127.0.0.1:{port}", mail_from="a@vidu.invalid", data=str(tmp_path),
    )  # fmt: skip
    began = time.monotonic()
    findings = await all_of(chosen)
    assert time.monotonic() - began < 12
    assert {each.about for each in findings if each.state is State.BAD} >= {
        "database",
        "redis",
        "mail",
    }
    server.close()


def test_the_command_ends_with_1_where_something_is_bad(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        f'data = "{tmp_path}"\nredis_url = "redis://127.0.0.1:{free_port()}"\n'
    )
    done = CliRunner().invoke(dienhong, ["--settings", str(tmp_path / "x.toml"), "check"])
    assert done.exit_code == 1
    assert "bad   redis" in done.output
    (tmp_path / "x.toml").write_text(f'data = "{tmp_path}"\n')
    assert (
        CliRunner().invoke(dienhong, ["--settings", str(tmp_path / "x.toml"), "check"]).exit_code
        == 0
    )
    (tmp_path / "x.toml").write_text('redis_ulr = "redis://127.0.0.1"\n')
    done = CliRunner().invoke(dienhong, ["--settings", str(tmp_path / "x.toml"), "check"])
    assert done.exit_code == 1
    assert "redis_url" in done.output
