"""Whose caret is shown at a drafting table: of whoever may write there, as long as they may, and nowhere else."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import pytest

from tests.debate import Debate, gather
from tests.moderation.punishing import one_moderator, sanctioned
from tests.programs import program
from tests.rooms.proposals.tabling import Table, begun
from tests.rooms.proposals.typists import Typist
from tests.server.live.conftest import Line, opened
from tests.server.live.gathering import silent, together
from tests.server.live.test_lane_drafts import AT, sat
from tests.world import World

Act: TypeAlias = Callable[[Debate, Table], Awaitable[object]]


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own: what is done to them here would hinder others."""
    return await gather(world)


@asynccontextmanager
async def pointing(world: World, debate: Debate) -> AsyncIterator[tuple[Table, Line, Line, int]]:
    """The line of somebody at a table, and the line and the number of the member, whose caret they see."""
    table = await begun(debate, debate.facilitator)
    number = debate.number(debate.member)
    await debate.facilitator.do("PUT", f"{table.path}/authors/{number}")
    async with opened(world, debate.facilitator) as hers, opened(world, debate.member) as his:
        await sat(hers, Typist(debate.facilitator, table))
        me = await sat(his, Typist(debate.member, table))
        await his.say(type="caret", at=AT)
        await hers.until("carets", room=table.table_id, carets={str(me): AT})
        yield table, hers, his, me


async def made_observer(debate: Debate, _: Table) -> None:
    await debate.owner.do(
        "PUT", f"{debate.room}/members/{debate.number(debate.member)}", role="observer"
    )


async def removed(debate: Debate, _: Table) -> None:
    path = f"{debate.room}/members/{debate.number(debate.member)}/removal"
    await debate.owner.do("PUT", path, reason="Nhầm phòng")


async def muted(debate: Debate, _: Table) -> None:
    await sanctioned(debate, await one_moderator(debate.world), "mute_in_room")


async def suspended(debate: Debate, _: Table) -> None:
    await sanctioned(debate, await one_moderator(debate.world), "suspend")


async def archived(debate: Debate, _: Table) -> None:
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")


async def frozen(debate: Debate, table: Table) -> None:
    await debate.facilitator.do("PUT", f"{table.path}/withdrawal", reason="Chưa chín")


@pytest.mark.parametrize("act", [removed, muted, suspended, archived, frozen])
async def test_who_may_not_write_any_more_shows_no_caret(
    world: World, debate: Debate, act: Act
) -> None:
    async with pointing(world, debate) as (table, hers, _, _):
        await act(debate, table)
        await hers.until("carets", room=table.table_id, carets={})


async def test_who_may_write_again_shows_it_again(world: World, debate: Debate) -> None:
    async with pointing(world, debate) as (table, hers, his, me):
        await made_observer(debate, table)
        await hers.until("carets", carets={})
        async with silent(hers, "carets"):
            await his.say(type="caret", at=[7, 9, 7, 9])
        path = f"{debate.room}/members/{debate.number(debate.member)}"
        await debate.owner.do("PUT", path, role="member")
        await hers.until("carets", carets={str(me): [7, 9, 7, 9]})


async def test_a_program_that_only_reads_shows_no_caret(world: World, debate: Debate) -> None:
    async with pointing(world, debate) as (table, hers, his, me):
        await his.say(type="caret", at=None)
        await hers.until("carets", carets={})
        for scopes, shown in ((["read"], False), (["read", "write"], True)):
            acting = await program(world, debate.member, *scopes)
            async with opened(world, acting) as its:
                await sat(its, Typist(debate.member, table))
                if shown:
                    await its.say(type="caret", at=AT)
                    await hers.until("carets", carets={str(me): AT})
                else:
                    async with silent(hers, "carets"):
                        await its.say(type="caret", at=AT)


async def test_in_a_room_that_is_no_table_there_are_no_carets(world: World, debate: Debate) -> None:
    people = debate.owner, debate.member
    async with together(world, debate, *people) as (hers, his), silent(hers, "carets"):
        await his.say(type="caret", at=AT)
        await his.say(type="typing", thread=debate.thread_id)
        await hers.until("writing", room=debate.room_id, threads={str(debate.thread_id): 1})
