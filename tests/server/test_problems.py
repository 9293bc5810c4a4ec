"""Every reason that the source can refuse for has a sentence in both languages, with the facts it speaks of."""

import asyncio
import contextlib
import secrets
import string
from collections import defaultdict
from collections.abc import AsyncIterator

import asyncpg
import pytest
from litestar.exceptions import ClientException, ValidationException

from docs import generate
from docs.generate import Raised
from migrations import migrate
from rooms.errors import Refused
from rooms.people import Language
from server.problems.sentences import SENTENCES, say
from server.problems.validation import from_validation
from tests.refusal import refused
from tests.serving import serving
from tests.world import World

RAISED = list(generate.raised())
REASONS = sorted({place.reason for place in RAISED})


def spoken_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_source_was_read() -> None:
    found = defaultdict(set)
    for place in RAISED:
        found[place.reason].add(place.status)
    assert len(found) > 50
    assert found["no-room"] == {404}, "given to a function that refuses"
    assert found["too-many-mentions"] == {429}, "the same in another module"
    assert found["parent-elsewhere"] == {400}, "of a constraint"
    assert found["too-many-links"] == {409}, "a finding of the screen"
    assert found["unknown-field"] == {400}, "of what msgspec says"
    assert found["cross-site"] == {403}, "before the application"
    assert found["internal"] == {500}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_has_a_sentence(reason: str) -> None:
    assert reason in SENTENCES


@pytest.mark.parametrize("reason", SENTENCES)
def test_a_sentence_is_said_somewhere(reason: str) -> None:
    assert reason in REASONS


@pytest.mark.parametrize("place", RAISED, ids=lambda place: place.reason)
def test_a_sentence_is_given_the_facts_it_speaks_of(place: Raised) -> None:
    if place.facts is not None:
        for sentence in SENTENCES[place.reason]:
            assert spoken_of(sentence) <= place.facts


@pytest.mark.parametrize("reason", SENTENCES)
def test_both_languages_speak_of_the_same_facts_and_end_as_sentences_do(reason: str) -> None:
    vi, en = SENTENCES[reason]
    assert spoken_of(vi) == spoken_of(en)
    assert vi != en
    assert vi.endswith(".")
    assert en.endswith(".")
    facts = dict.fromkeys(spoken_of(vi), 7)
    assert say(reason, Language.VI, facts) != say(reason, Language.EN, facts)


def test_every_kind_of_refusal_has_a_status_of_its_own_kind() -> None:
    statuses = [
        kind.status for kind in Refused.__subclasses__() if kind.__module__ == "rooms.errors"
    ]
    assert sorted(statuses) == [400, 401, 403, 404, 409, 412, 413, 422, 429, 501, 503, 507]


@pytest.mark.parametrize(
    ("extra", "reason", "field"),
    [
        ([{"key": "title", "message": "Expected `str` of length <= 200"}], "text-too-long", "title"),
        ([{"key": "data", "message": "Object missing required field `key`"}], "missing-field", "key"),
        ([{"key": "data", "message": "Object contains unknown field `x`"}], "unknown-field", "x"),
        ([{"key": "data", "message": "Expected `object`, got `array`"}], "wrong-shape", None),
        ([{"key": "kind", "message": "Invalid enum value 'rant'"}], "wrong-value", "kind"),
        ([], "wrong-shape", None), (None, "wrong-shape", None), ({"a": 1}, "wrong-shape", None), (["x"], "wrong-shape", None),
    ],
)  # fmt: skip
def test_what_the_framework_finds_gets_a_reason_of_ours(
    extra: object, reason: str, field: str | None
) -> None:
    refusal = from_validation(ValidationException("Validation failed", extra=extra))  # type: ignore[arg-type]
    assert (refusal.reason, refusal.field) == (reason, field)
    assert say(refusal.reason, Language.EN, refusal.facts)


def test_whatever_the_framework_says_there_is_an_answer() -> None:
    assert from_validation(ClientException("something new")).reason == "wrong-shape"


@contextlib.asynccontextmanager
async def broken(
    database_url: str,
) -> AsyncIterator[tuple[World, "asyncpg.Connection[asyncpg.Record]"]]:
    """A server with a database of its own that can be harmed, and a connection from outside to do it."""
    admin = await asyncpg.connect(database_url)
    name = f"harmed_{secrets.token_hex(4)}"
    await admin.execute(f"create database {name}")
    try:
        place, _, query = database_url.partition("?")
        url = f"{place.rpartition('/')[0]}/{name}?{query}".rstrip("?")
        conn = await asyncpg.connect(url)
        await migrate(conn)
        await conn.close()
        async with serving(url) as world:
            yield world, admin
    finally:
        await admin.execute(f"drop database {name} with (force)")
        await admin.close()


def name_of(world: World) -> str:
    return world.database_url.partition("?")[0].rpartition("/")[2]


async def test_a_bug_of_ours_tells_its_number_and_nothing_else(database_url: str) -> None:
    async with broken(database_url) as (world, _):
        async with world.sql() as conn:
            await conn.execute("alter table room rename to không_còn")
        answer = await world.client().get("/rooms")
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (500, "/problems/internal")
        assert problem["id"] in problem["detail"]
        assert "không_còn" not in answer.text
        assert set(problem) == {"type", "title", "status", "detail", "id"}


async def test_a_database_that_is_away_is_said_to_be_and_is_served_again_when_it_is_back(
    database_url: str,
) -> None:
    async with broken(database_url) as (world, admin):
        http, name = world.client(), name_of(world)
        assert (await http.get("/readyz")).status_code == 200
        await admin.execute(f"alter database {name} allow_connections false")
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name
        )
        away = await http.get("/rooms")
        refused(away, 503, "database-away")
        assert away.headers["retry-after"] == "2"
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.get("/livez")).status_code == 200
        await admin.execute(f"alter database {name} allow_connections true")
        async with asyncio.timeout(60):
            while (await http.get("/readyz")).status_code != 200:
                await asyncio.sleep(0.05)
        assert (await http.get("/rooms")).status_code == 200
