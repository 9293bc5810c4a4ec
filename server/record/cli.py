"""`dienhong audit`: the log as a file, the judgement on one, the key."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import rich_click as click

import migrations
from rooms.errors import Refused
from rooms.people import Language
from rooms.store import Store
from server import beside, database
from server.config import Settings
from server.identity import secret
from server.keeping import catalog
from server.problems.sentences import say
from server.record import chaining, export, notes, proofs, verify

T = TypeVar("T")
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("audit")
def audit() -> None:
    """The record: export it, judge an export, show the key that signs it."""


@audit.command("export")
@click.argument("file", type=FILE)
def write(file: Path) -> None:
    """Write the log to FILE, up to its newest checkpoint; it may be done while the server runs."""
    size = _on_the_store(lambda store, _: _export(store, file))
    click.echo(f"{size:,} rows, signed. Judge it with: dienhong audit verify {file} --key KEY")


@audit.command("verify", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def judge(arguments: tuple[str, ...]) -> None:
    """Say whether FILE, an export, is whole: FILE --key KEY [--checkpoint WITNESSED].

    The same as running server/record/verify.py, which needs nothing but Python and can be copied anywhere.
    """
    sys.exit(verify.main(list(arguments)))


@audit.command("key")
@click.option("--adopt", is_flag=True, help="Sign with this machine's key from now on.")
def show_key(adopt: bool) -> None:
    """Print the public key that the record is signed with, as verifiers need it."""
    click.echo(_on_the_store(lambda store, chosen: _key(store, chosen, adopt=adopt)))


async def _export(store: Store, file: Path) -> int:
    new = file.with_name(f"{file.name}.new")
    async with store.reading() as tx:
        size = (await proofs.newest(tx)).size
        with os.fdopen(
            os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
            "w",
            encoding="utf-8",
            newline="\n",
        ) as out:
            async for line in export.lines(tx):
                out.write(line)
    new.replace(file)
    return size


async def _key(store: Store, settings: Settings, *, adopt: bool) -> str:
    if adopt:
        return (await store.run(chaining.adopt, None, notes.signer(settings))).result
    async with store.looking() as tx:
        return (await proofs.newest(tx)).key or "The next start signs the record with its own key."


async def _fits(url: str) -> None:
    """Raises Unmigratable where the schema is not this program's."""
    conn = await database.connected(url)
    try:
        applied = len(await catalog.applied(conn))
    finally:
        await conn.close()
    if applied != len(migrations.known()):
        raise migrations.Unmigratable("The schema is not this program's: dienhong migrate.")


def _on_the_store(work: Callable[[Store, Settings], Awaitable[T]]) -> T:
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for

    chosen = settings()

    async def done() -> T:
        async with beside.opened(chosen, migrate=False) as url, beside.store(url) as store:
            await _fits(url)
            return await work(store, chosen)

    try:
        return asyncio.run(done())
    except Refused as refused:
        raise click.ClickException(say(refused.reason, Language.EN, refused.facts)) from refused
    except (OSError, secret.Unfit, *database.UNAVAILABLE) as error:
        raise click.ClickException(str(error)) from error
