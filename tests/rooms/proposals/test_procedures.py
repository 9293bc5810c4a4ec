"""Procedures as administrators keep them: set, replaced, retired, never the last one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World
from web.documents.minutes import BUILT_IN

ROOT = Path(__file__).parents[3]

SHORT = [{"stage": "discussion"}]


@pytest.fixture
async def alone(world: World) -> AsyncIterator[int]:
    """The portal's own procedure is the only one in force; afterwards it is in force again."""
    async with world.sql() as conn:
        own: int = await conn.fetchval("select min(id) from procedure where set_by is null")
        await conn.execute(
            "update procedure set retired_at = now() where id <> $1 and retired_at is null", own
        )
    yield own
    async with world.sql() as conn:
        await conn.execute("update procedure set retired_at = null where id = $1", own)


async def kept(who: Someone) -> dict[int, dict[str, Any]]:
    """All that there ever were, by their number, in the order they are told."""
    return {each["procedure"]["id"]: each for each in await who.rows("/administration/procedures")}


async def made(who: Someone, title: str, **words: Any) -> int:
    """One more."""
    done = await who.do("POST", "/procedures", title=title, steps=SHORT, **words)
    number: int = done["result"]["id"]
    return number


async def retired(who: Someone, procedure: int) -> Any:
    """The answer to retiring it."""
    return await who.ask("PUT", f"/procedures/{procedure}/retirement")


async def test_administrators_see_who_set_what_and_what_came_in_its_place(
    administrator: Someone, alone: int
) -> None:
    first = await made(administrator, "Thủ tục gọn")
    second = await made(administrator, "Thủ tục gọn, có thời hạn", replaces=first)
    third = await made(administrator, "Thủ tục thử")
    assert (await retired(administrator, third)).status_code == 200
    told = await kept(administrator)
    assert list(told)[:2] == [alone, second]
    assert (told[alone]["set_by"], told[alone]["retired_at"]) == (None, None)
    assert told[second]["set_by"] == administrator.person["name"]
    assert told[first]["replaced_by"] == second
    assert told[first]["retired_at"] == told[second]["at"]
    assert told[third]["retired_at"] is not None
    assert told[third]["replaced_by"] is None
    assert list(told).index(third) < list(told).index(first)
    can = {each["id"] for each in await administrator.rows("/procedures")}
    assert can == {alone, second}


async def test_what_is_not_in_force_is_neither_retired_nor_replaced(
    administrator: Someone,
    alone: int,  # noqa: ARG001
) -> None:
    gone = await made(administrator, "Thủ tục gọn")
    assert (await retired(administrator, gone)).status_code == 200
    refused(await retired(administrator, gone), 404, "no-procedure")
    refused(await retired(administrator, 999_999_999), 404, "no-procedure")
    words = {"title": "Thay cái đã bỏ", "steps": SHORT, "replaces": gone}
    answer = await administrator.ask("POST", "/procedures", **words)
    refused(answer, 404, "no-procedure", "replaces")
    assert "Thay cái đã bỏ" not in str(await kept(administrator))


async def test_one_procedure_stays(administrator: Someone, alone: int) -> None:
    refused(await retired(administrator, alone), 409, "last-procedure")
    other = await made(administrator, "Thủ tục gọn")
    answers = await asyncio.gather(
        *(retired(administrator, each) for each in (alone, other, alone, other))
    )
    assert [answer.status_code for answer in answers].count(200) == 1
    assert len(await administrator.rows("/procedures")) == 1


async def test_administrators_alone_see_and_retire_them(
    debate: Debate, administrator: Someone, alone: int
) -> None:
    assert alone in await kept(administrator)
    refused(await debate.owner.ask("GET", "/administration/procedures"), 403, "administrators-only")
    refused(await retired(debate.owner, alone), 403, "administrators-only")


async def test_what_comes_with_the_portal_is_called_as_page_and_minutes_know_it(
    world: World,
) -> None:
    async with world.sql() as conn:
        title = await conn.fetchval(
            "select title from procedure where set_by is null order by id limit 1"
        )
    assert list(BUILT_IN) == [title]
    words = (ROOT / "web" / "src" / "proposals" / "words.ts").read_text("utf-8")
    assert f"title === '{title}' ? '{BUILT_IN[title]}'" in words
