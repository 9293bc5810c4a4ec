"""The log finds every request that was refused or failed, and holds nobody's words, tokens, addresses or passwords."""

import contextlib
import json
import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from structlog.testing import capture_logs

from rooms.errors import NotFound
from server import failures
from server.limits.rate import Rate
from server.problems.telling import Refusals
from tests.server.test_serve import started
from tests.world import PASSWORD, World, new_key


@contextlib.asynccontextmanager
async def database(admin_url: str) -> AsyncIterator[str]:
    """A database of the test's own."""
    admin = await asyncpg.connect(admin_url)
    name = f"logged_{secrets.token_hex(4)}"
    await admin.execute(f"create database {name}")
    try:
        place, _, query = admin_url.partition("?")
        yield f"{place.rpartition('/')[0]}/{name}?{query}".rstrip("?")
    finally:
        await admin.execute(f"drop database {name} with (force)")
        await admin.close()


def lines(said: str) -> list[dict[str, Any]]:
    """What was logged; what the program says to its operator is not JSON."""
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


async def test_each_refusal_and_failure_is_found_by_its_id_and_nothing_private_is_there(
    database_url: str, tmp_path: Path
) -> None:
    canary = secrets.token_hex(8)
    form = {
        "key": new_key(), "email": f"{canary}@vidu.invalid", "name": f"Lê {canary}", "organisation": "",
        "constituency": "expert", "language": "vi", "password": PASSWORD + canary,
    }  # fmt: skip
    answers: dict[str, httpx.Response] = {}
    async with database(database_url) as url, started(tmp_path, DATABASE_URL=url) as program:
        await program.until(r"(Diễn đàn)")
        async with httpx.AsyncClient(base_url=program.url, headers={"origin": program.url}) as http:
            assert (await http.post("/accounts", json=form)).status_code == 201
            cookie = next(iter(http.cookies.values()))
            wrong = {"email": form["email"], "password": canary * 2}
            answers["wrong password"] = await http.post("/session", json=wrong)
            answers["no room"] = await http.get("/rooms/404404")
            answers["malformed"] = await http.post("/rooms", json={"title": canary})
            answers["no page"] = await http.get(
                f"/{canary}", headers={"accept": "application/json"}
            )
            answers["a wrong token"] = await http.get(f"/invitations/{canary}?token={canary}")
            answers["cross-site"] = await http.post(
                "/rooms", json={}, headers={"origin": "https://xa.example"}
            )
            conn = await asyncpg.connect(url)
            await conn.execute("alter table room rename to không_còn")
            await conn.close()
            answers["a bug"] = await http.get("/rooms", params={"x": canary})
        await program.stopped()
    logged = {line["id"]: line for line in lines(program.said) if "id" in line}
    assert answers["a bug"].status_code == 500
    for what, answer in answers.items():
        assert answer.status_code >= 400, what
        line = logged[answer.headers["x-request-id"]]
        assert line["method"] == answer.request.method, what
    bug = logged[answers["a bug"].headers["x-request-id"]]
    assert (bug["event"], bug["route"], bug["level"]) == ("unexpected", "/rooms", "error")
    assert answers["a bug"].json()["id"] == bug["id"]
    assert bug["exception"][0]["kind"] == "asyncpg.exceptions.UndefinedTableError"
    assert 'relation "room" does not exist' in bug["exception"][0]["said"]
    assert any(at.startswith("rooms/") for at in bug["exception"][0]["at"])
    no_room = logged[answers["no room"].headers["x-request-id"]]
    assert {k: no_room[k] for k in ("route", "status", "reason")} == {
        "route": "/rooms/{room_id}", "status": 404, "reason": "no-room",
    }  # fmt: skip
    log = "\n".join(line for line in program.said.splitlines() if line.startswith("{"))
    for private in (canary, cookie, PASSWORD, "127.0.0.1", url):
        assert private not in log, private


async def test_what_the_database_quotes_is_not_shown(world: World) -> None:
    shown: list[str] = []
    async with world.sql() as conn:
        await conn.execute("create temporary table words (word text primary key)")
        await conn.execute("insert into words values ('lời riêng')")
        for ask, given in (
            ("insert into words values ($1)", "lời riêng"),
            ("select $1::int", "lời riêng"),
            ("select ($1::text)::int", "lời riêng"),
            ("select word from không_có where $1 = ''", "lời riêng"),
        ):
            with pytest.raises(Exception, match=r".") as caught:
                await conn.execute(ask, given)
            error = caught.value
            shown.append(json.dumps(failures.told((type(error), error, None)), ensure_ascii=False))
    assert "lời riêng" not in "".join(shown)
    assert "violates unique constraint" in shown[0]
    assert "không_có" in shown[3]


def test_an_exception_is_told_with_what_it_came_of_and_no_values() -> None:
    words = {"tiêu đề": "Kín"}
    try:
        try:
            words["mật khẩu"]
        except KeyError as error:
            raise RuntimeError("the form has no password") from error
    except RuntimeError as error:
        first, second = failures.told((type(error), error, error.__traceback__))
    assert (first["kind"], first["said"]) == ("RuntimeError", "the form has no password")
    assert second["kind"] == "KeyError"
    assert "said" not in second
    assert re.fullmatch(r"tests/server/test_logs\.py:\d+ test_an_exception\w+", second["at"][0])


def test_endless_recursion_is_told_shortly() -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as caught:
        again()
    (told,) = failures.told((RecursionError, caught.value, caught.value.__traceback__))
    assert len(told["at"]) == failures.FRAMES


class Asked:
    """Only what is looked at of a request."""

    def __init__(self) -> None:
        self.scope = {"method": "GET", "path_template": "/rooms"}


def test_a_flood_of_refusals_is_counted_and_not_told() -> None:
    refusals = Refusals(Rate(5, 0.25))
    with capture_logs() as logged:
        for n in range(1000):
            refusals.tell(Asked(), NotFound("no-room"), str(n))  # type: ignore[arg-type]
        assert 5 <= len(logged) < 500
        unsaid = refusals.unsaid
        assert len(logged) + unsaid + sum(line.get("unsaid", 0) for line in logged) == 1000
        refusals._paid_at = 0.0
        refusals.tell(Asked(), NotFound("no-room"), "last")  # type: ignore[arg-type]
    assert logged[-1]["unsaid"] == unsaid > 0
    assert refusals.unsaid == 0
