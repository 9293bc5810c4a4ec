"""What the database itself refuses, whoever writes into it by hand."""

import asyncpg
import pytest

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.grouping import flood, merge
from tests.moderation.scenes import hidden, in_review, reported
from tests.world import World

ACT = "insert into moderation_act (case_id, person_id, act, by) values ($1, $2, 'approve', $3)"

AS_DONE = "stage = 'decided', act_id = d.act_id, acted_by = d.acted_by, decided_at = now() from moderation_case d"


async def test_two_open_cases_on_one_post(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.UniqueViolationError, match="case_open_on_target"):
            await conn.execute(
                "insert into moderation_case (target, target_id, room_id, thread_id, post_id, person_id, source, reason, rank, due_at)"
                " select target, target_id, room_id, thread_id, post_id, person_id, source, reason, rank, due_at"
                " from moderation_case where id = $1",
                case_id,
            )


async def test_an_act_on_ones_own(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="act_not_on_own"):
            await conn.execute(ACT, case_id, debate.member.id, debate.member.id)


async def test_an_act_that_says_it_is_on_somebody_elses(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await conn.execute(ACT, case_id, debate.owner.id, debate.member.id)


async def test_an_act_by_who_reported(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="reported"):
            await conn.execute(ACT, case_id, debate.member.id, debate.observer.id)


async def test_a_report_of_ones_own(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="report_not_own"):
            await conn.execute(
                "insert into report (case_id, of, person_id, reason) values ($1, $2, $2, 'spam')",
                case_id,
                debate.member.id,
            )


async def test_a_review_by_who_acted(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Giang Thị Thử")
    case_id, act_id = await in_review(debate, moderator)
    ruled = "update review set outcome = 'upheld', decided_at = now(), note = '', decided_by = $2 where act_id = $1"
    claimed = "update moderation_case set claimed_by = $2, claimed_until = now() where id = $1"
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="review_by_another"):
            await conn.execute(ruled, act_id, moderator.id)
        with pytest.raises(asyncpg.CheckViolationError, match="review_not_own"):
            await conn.execute(ruled, act_id, debate.member.id)
        with pytest.raises(asyncpg.CheckViolationError, match="case_reviewed_by_another"):
            await conn.execute(claimed, case_id, moderator.id)


@pytest.mark.parametrize(
    "change",
    [
        "update moderation_act set public_note = 'Khác' where id = $1",
        "update moderation_act set by = person_id where id = $1",
        "delete from moderation_act where id = $1",
    ],
)
async def test_an_act_that_is_changed_afterwards(world: World, debate: Debate, change: str) -> None:
    (moderator,) = await moderators(world, "Giang Thị Thử")
    _, act_id = await hidden(debate, moderator)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.RaiseError, match="taken back by another"):
            await conn.execute(change, act_id)


GROUPS = [
    ("within = id where id = {lead}", "case_within_leader"),
    ("within = {under} where id = {free}", "case_within_leader"),
    ("within = {free} where id = {lead}", "case_within_leader"),
    ("within = {lead} where id = {done}", "case_joins_open"),
    ("within = {done} where id = {free}", "case_leads_while_open"),
    ("within = null where id = {along}", "case_joins_open"),
    ("claimed_by = {who}, claimed_until = now() where id = {under}", "case_held_with_its_leader"),
    ("stage = 'proposed' where id = {lead}", "case_leads_while_open"),
    (f"{AS_DONE} where c.id = {{lead}} and d.id = {{done}}", "case_leads_while_open"),
    ("leads = 0, led_rank = null, led_due_at = null where id = {lead}", "counted"),
    ("led_due_at = now() + interval '9 days' where id = {lead}", "counted"),
]


async def _grouped(world: World, debate: Debate) -> dict[str, int]:
    """`lead` leads `under`, and nobody holds it; `free` stands by itself; `done` is decided, and `along` was with it."""
    (moderator,) = await moderators(world, "Giang Thị Thử")
    lead, under, free, done, along = await flood(debate, 5)
    await merge(moderator, done, along)
    await moderator.do("POST", f"/moderation/cases/{done}/acts", act="approve")
    await merge(moderator, lead, under)
    await moderator.do("DELETE", f"/moderation/cases/{lead}/claim")
    ids = {"lead": lead, "under": under, "free": free, "done": done, "along": along}
    return ids | {"who": moderator.id}


@pytest.mark.parametrize(("change", "why"), GROUPS)
async def test_a_group_of_cases_that_cannot_be(
    world: World, debate: Debate, change: str, why: str
) -> None:
    ids = await _grouped(world, debate)
    changed = f"update moderation_case c set {change.format(**ids)}"
    await _refuses(world, changed, why)


async def test_a_case_that_begins_under_another(world: World, debate: Debate) -> None:
    ids = await _grouped(world, debate)
    copied = (
        "target, target_id, room_id, thread_id, post_id, person_id, source, reason, rank, due_at"
    )
    lead, done = ids["lead"], ids["done"]
    made = f"select {copied}, {lead} from moderation_case where id = {done}"
    await _refuses(
        world, f"insert into moderation_case ({copied}, within) {made}", "case_joins_open"
    )


async def _refuses(world: World, change: str, why: str) -> None:
    async with world.sql() as conn:
        with pytest.raises((asyncpg.IntegrityConstraintViolationError, asyncpg.RaiseError)) as met:
            await conn.execute(change)
    assert why in f"{met.value} {getattr(met.value, 'constraint_name', '')}"


async def test_a_lease_without_an_end(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError):
            await conn.execute(
                "update moderation_case set claimed_by = $2 where id = $1", case_id, debate.owner.id
            )


REVERTING = (
    "insert into moderation_act (case_id, person_id, act, by, reverts) values ($1, $2, $3, $4, $5)"
)


@pytest.mark.parametrize(("act", "names"), [("lift", False), ("lift", True), ("approve", True)])
async def test_an_act_that_takes_back_nothing_or_what_is_not_of_its_kind(
    world: World, debate: Debate, act: str, names: bool
) -> None:
    (moderator,) = await moderators(world, "Giang Thị Thử")
    case_id, act_id = await hidden(debate, moderator)
    of, reverts = debate.member.id, act_id if names else None
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="of its kind"):
            await conn.execute(REVERTING, case_id, of, act, moderator.id, reverts)


async def test_a_case_that_waits_for_a_review_or_a_second_that_nobody_asked_for(
    world: World, debate: Debate
) -> None:
    (moderator,) = await moderators(world, "Giang Thị Thử")
    case_id, _ = await hidden(debate, moderator)
    staged = "update moderation_case set stage = $2 where id = $1"
    async with world.sql() as conn:
        for stage in ("review", "proposed"):
            with pytest.raises(asyncpg.CheckViolationError, match="a case waits for a"):
                await conn.execute(staged, case_id, stage)


async def test_a_post_that_is_cut_by_an_act_about_something_else(
    world: World, debate: Debate
) -> None:
    (moderator,) = await moderators(world, "Giang Thị Thử")
    _, act_id = await hidden(debate, moderator)
    cut = (
        "with kept as (insert into post_revision (post_id, version, kind, body, html, at)"
        " select id, 1, kind, body, html, at from post where id = $1)"
        " update post set cut_at = now(), cut_rule = 'insult', cut_act = $2, cut_of = 1, cut_version = 2, cut_left = 2, version = 2 where id = $1"
    )
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="cut by an act about it"):
            await conn.execute(cut, debate.post_id, act_id)
