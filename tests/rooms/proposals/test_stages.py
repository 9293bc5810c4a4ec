"""The pure decision of what may come next, and the database, which decides it by itself: both go the same ways, and no other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rooms.proposals.stages import (
    BEFORE_THE_VOTE,
    ORDER,
    At,
    Onward,
    Stage,
    Step,
    in_order,
    ways,
)
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import Table, begun, opened
from tests.rooms.voting.polling import counted_by_sql
from tests.world import World

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LATER = st.lists(st.sampled_from(ORDER[1:]), unique=True).map(
    lambda found: sorted(found, key=ORDER.index)
)
STEPS = LATER.map(lambda found: [Step(stage) for stage in (Stage.DISCUSSION, *found)])


@given(st.lists(st.sampled_from(Stage), max_size=7))
def test_steps_are_a_procedure_where_they_are_in_order_and_each_once(found: list[Stage]) -> None:
    right = found[:1] == [Stage.DISCUSSION] and found == [s for s in ORDER if s in found]
    assert in_order([Step(stage) for stage in found]) == right


@given(STEPS, st.sampled_from(Stage), st.integers(1, 5))
def test_what_may_come_next_is_one_step_on_or_out_or_back_in(
    steps: list[Step], stage: Stage, round_: int
) -> None:
    if stage not in {Stage.DRAFTING, Stage.WITHDRAWN, *(step.stage for step in steps)}:
        return
    found = ways(steps, At(stage, round_, NOW))
    on = [way for way in found if way.stage != Stage.WITHDRAWN]
    assert len(on) <= 1
    if stage == Stage.WITHDRAWN:
        assert found == [Onward(Stage.DISCUSSION, round_ + 1, "authors", None)]
        return
    assert (Stage.WITHDRAWN in {way.stage for way in found}) == (stage in BEFORE_THE_VOTE)
    assert all(way.round == round_ for way in found)
    for way in on:
        names = [Stage.DRAFTING, *(step.stage for step in steps)]
        assert names.index(way.stage) == names.index(stage) + 1
        assert way.earliest == NOW


class Lives(RuleBasedStateMachine):
    """A proposal led anywhere at random: it comes nowhere twice in a round, and never back but by a withdrawal."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] | None = None
        self.past: list[At] = [At(Stage.DRAFTING, 1, None)]

    @property
    def at(self) -> At:
        return self.past[-1]

    @precondition(lambda self: self.steps is None and self.at.stage == Stage.DRAFTING)
    @rule(steps=STEPS)
    def open_it(self, steps: list[Step]) -> None:
        self.steps = steps

    @rule(data=st.data())
    def go(self, data: st.DataObject) -> None:
        found = ways(self.steps, self.at)
        if found:
            way = data.draw(st.sampled_from(found))
            self.past.append(At(way.stage, way.round, None))

    @invariant()
    def nothing_twice(self) -> None:
        assert len({(at.round, at.stage) for at in self.past}) == len(self.past)

    @invariant()
    def withdrawn_only_before_the_vote(self) -> None:
        for before, after in zip(self.past, self.past[1:], strict=False):
            assert after.stage != Stage.WITHDRAWN or before.stage in BEFORE_THE_VOTE
            assert after.round == before.round + (before.stage == Stage.WITHDRAWN)


TestLives = Lives.TestCase


async def enter(conn: "asyncpg.Connection[Any]", table: Table, stage: Stage, round_: int) -> bool:
    """Whether the database lets this stage follow, asked directly."""
    try:
        async with conn.transaction():
            await conn.execute(
                "insert into proposal_stage (proposal_id, room_id, round, stage, since, by, reason)"
                " select id, room_id, $2, $3, now() + interval '1 hour', begun_by, 'Vì vậy' from proposal where id = $1",
                table.id, round_, stage,
            )  # fmt: skip
    except asyncpg.CheckViolationError as refusal:
        if refusal.constraint_name != "stage_follows":
            raise
        return False
    return True


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
async def test_the_database_goes_the_same_ways(
    debate: Debate, world: World, data: st.DataObject
) -> None:
    table = await begun(debate, debate.member)
    steps: list[Step] | None = None
    at = At(Stage.DRAFTING, 1, None)
    async with world.sql() as conn:
        for _ in range(data.draw(st.integers(1, 10))):
            if steps is None and at.stage == Stage.DRAFTING and data.draw(st.booleans()):
                steps = data.draw(STEPS)
                kept = msgspec.json.encode({"steps": steps}).decode()
                await conn.execute(
                    "update proposal set procedure = $2, thread_id = $3 where id = $1",
                    table.id,
                    kept,
                    await world.thread(debate.member, debate.room_id),
                )
            allowed = {(way.stage, way.round) for way in ways(steps, at)}
            for stage in Stage:
                for round_ in {at.round - 1, at.round, at.round + 1} - {0}:
                    if (stage, round_) not in allowed:
                        assert not await enter(conn, table, stage, round_), (
                            steps,
                            at,
                            stage,
                            round_,
                        )
            if not allowed:
                break
            stage, round_ = data.draw(st.sampled_from(sorted(allowed)))
            assert await enter(conn, table, stage, round_), (steps, at, stage, round_)
            at = At(stage, round_, None)
            if stage == Stage.VOTE:
                await counted_by_sql(world, table.id)


async def test_only_the_databases_clock_counts(
    debate: Debate, world: World, administrator: Any
) -> None:
    steps = [{"stage": "discussion", "days": 14}, {"stage": "vote"}]
    procedure = (await administrator.do("POST", "/procedures", title="Có thời hạn", steps=steps))[
        "result"
    ]["id"]
    table = await opened(debate, debate.member, procedure)
    state = await table.state()
    line = state["proposal"]
    assert abs(datetime.now(UTC) - datetime.fromisoformat(state["now"])) < timedelta(minutes=5)
    since, due = datetime.fromisoformat(line["since"]), datetime.fromisoformat(line["due"])
    assert due - since == timedelta(days=14)
    assert abs(datetime.now(UTC) - since) < timedelta(minutes=5)
    answer = await debate.owner.ask("PUT", f"{table.path}/stage", stage="vote")
    assert datetime.fromisoformat(refused(answer, 409, "stage-not-over")["until"]) == due
    async with world.sql() as conn:
        assert not await enter(conn, table, Stage.VOTE, 1)  # a row that claims to be an hour later
        await conn.execute("set session_replication_role = replica")
        await conn.execute(
            "update proposal_stage set due = now() where proposal_id = $1 and stage = 'discussion'",
            table.id,
        )
    await table.stage(debate.owner, "vote")
