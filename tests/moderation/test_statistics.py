"""The public record and the statistics say of random histories what plain Python says of them."""

import os
import random
import secrets
import statistics as arithmetic
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import asyncpg
import msgspec
import pytest

from migrations import migrate
from moderation import record, statistics
from moderation.reasons import Reason
from moderation.statistics import Period, Waiting
from rooms.digests import ZONE
from rooms.store import Store
from tests.debate import gather
from tests.moderation.histories import Happened, history, write
from tests.serving import serving

CASES, OPEN = 220, 12
MONTHS = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(48)]


@pytest.fixture(scope="module")
def happened() -> list[Happened]:
    """Another one with another DIENHONG_SEED."""
    return history(random.Random(os.environ.get("DIENHONG_SEED", "11")), CASES, OPEN)


@pytest.fixture(scope="module")
async def store(postgres: str, happened: list[Happened]) -> AsyncIterator[Store]:
    """A portal of its own in which all of it happened."""
    admin = await asyncpg.connect(postgres)
    name = f"dienhong_{secrets.token_hex(4)}"
    await admin.execute(f"create database {name}")
    place, _, query = postgres.partition("?")
    url = f"{place.rpartition('/')[0]}/{name}?{query}"
    conn = await asyncpg.connect(url)
    await migrate(conn)
    await conn.close()
    try:
        async with serving(url) as world:
            debate = await gather(world, visibility="public")
            posts = [
                (await debate.say(debate.member, f"Ý kiến {n}"))["id"] for n in range(OPEN + 1)
            ]
            others = [debate.owner, debate.moderator, *await world.crowd(3)]
            async with world.sql() as conn, conn.transaction():
                await write(conn, happened, posts, others)
            yield world.app.state.store
    finally:
        await admin.execute(f"drop database {name} with (force)")
        await admin.close()


def month_of(at: datetime | None) -> date | None:
    return at.astimezone(ZONE).date().replace(day=1) if at else None


def told_by_hand(happened: list[Happened], month: date | None, among: list[date]) -> Period:
    """What the period has to say."""
    span = among if month is None else [month]
    first = [each for each in happened if each.acts and month_of(each.acts[0].at) in span]
    clocked = [each for each in first if each.source != "moderator"]
    hours = [(each.acts[0].at - each.opened_at) / timedelta(hours=1) for each in clocked]
    acts = [act for each in happened for act in each.acts]
    ruled = [act for act in acts if act.ruled_at and month_of(act.ruled_at) in span]
    outcomes = [each.acts[0].what for each in first]
    return Period(
        month,
        opened=sum(month_of(each.opened_at) in span for each in happened),
        decided=len(first),
        approved=outcomes.count("approve"),
        hidden=outcomes.count("hide"),
        removed=outcomes.count("remove"),
        edited=outcomes.count("edit"),
        restored=sum(act.what == "restore" and month_of(act.at) in span for act in acts),
        clocked=len(clocked),
        hours=arithmetic.median(hours) if hours else None,
        late=sum(each.late for each in clocked),
        reviewed=len(ruled),
        overturned=sum(act.outcome == "overturned" for act in ruled),
    )


def same(told: statistics.Statistics, happened: list[Happened], months: list[date]) -> None:
    """The numbers are those of these months, and of nothing else."""
    assert [period.month for period in told.months] == months[::-1]
    for period in [told.whole, *told.months]:
        counted = told_by_hand(happened, period.month, months)
        assert period.hours == pytest.approx(counted.hours)
        assert msgspec.structs.replace(period, hours=counted.hours) == counted
    assert len(told.causes) == len(Reason) * (1 + len(months))
    for cause in told.causes:
        span = months if cause.month is None else [cause.month]
        first = [each.acts[0] for each in happened if each.acts]
        opened = [each.reason for each in happened if month_of(each.opened_at) in span]
        acted = [act.reason for act in first if month_of(act.at) in span]
        assert (cause.opened, cause.acted) == (
            opened.count(cause.reason),
            acted.count(cause.reason),
        )


async def test_the_months_of_a_year_are_counted_as_by_hand(
    store: Store, happened: list[Happened]
) -> None:
    assert any(each.late and each.source != "moderator" for each in happened if each.acts)
    for year in (2023, 2024, 2025, 2026, 2030):
        async with store.reading() as tx:
            told = await statistics.year(tx, year)
        same(told, happened, [date(year, n, 1) for n in range(1, 13)])


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2025, 12, 31, 17, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC), date(2025, 12, 1)),
        (datetime(2026, 7, 15, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
async def test_the_newest_months_end_with_that_of_viet_nam(
    store: Store, happened: list[Happened], now: datetime, last: date
) -> None:
    async with store.reading() as tx:
        told = await statistics.newest(tx, now)
    place = MONTHS.index(last)
    same(told, happened, MONTHS[place - 11 : place + 1])


async def test_what_waits_and_what_is_overdue_is_counted_now(
    store: Store, happened: list[Happened]
) -> None:
    async with store.reading() as tx:
        told = await statistics.newest(tx, datetime.now(UTC))
    waiting = [each for each in happened if each.stage != "decided"]
    now = datetime.now(UTC)
    assert told.waiting == Waiting(len(waiting), sum(each.due_at <= now for each in waiting))
    assert told.waiting.open > OPEN, "reviews wait as well"


async def test_the_record_has_every_act_once_with_what_came_of_it(
    store: Store, happened: list[Happened]
) -> None:
    found: list[record.Recorded] = []
    async with store.reading() as tx:
        while True:
            after = found[-1].id if found else None
            page = await record.page(tx, after, by_name=False)
            found += page.acts
            if not page.more:
                break
            assert len(page.acts) == record.PAGE
    assert [act.id for act in found] == sorted((act.id for act in found), reverse=True)
    notes = {act.id: act.public_note for act in found}
    acts = {act.note: (each, act) for each in happened for act in each.acts}
    assert len(found) == len(acts) > 4 * record.PAGE
    for told in found:
        case, act = acts[told.public_note]
        first = case.acts[0] is act and case.source != "moderator"
        took_s = pytest.approx((act.at - case.opened_at).total_seconds()) if first else None
        taken_back = [each.note for each in case.acts if each.reverts == act.note]
        assert (told.act, told.reason, told.at, told.source) == (
            act.what, act.reason, act.at, case.source,
        )  # fmt: skip
        assert told.took_s == took_s
        assert (told.asked_at, told.outcome, told.decided_at, told.review_note) == (
            act.asked_at, act.outcome, act.ruled_at, act.review_note,
        )  # fmt: skip
        assert (notes[told.reverts] if told.reverts else None) == act.reverts
        assert [notes[told.reverted_by]] == taken_back if told.reverted_by else not taken_back
        gone = case.acts[-1].what in {"hide", "remove"} and act.what in {"hide", "remove"}
        assert (told.post_id is not None) == gone, "whose words are in order is not held up"
        assert told.room == "Dữ liệu mở"
        assert told.by is None


async def test_a_year_has_its_acts_and_no_others(store: Store, happened: list[Happened]) -> None:
    every = list(chain.from_iterable(each.acts for each in happened))
    for year in (2023, 2024, 2025, 2026):
        async with store.reading() as tx:
            told = await record.year(tx, year, None, by_name=False)
        of_year = [act.note for act in every if act.at.astimezone(ZONE).year == year]
        assert sorted(act.public_note for act in told.acts) == sorted(of_year)
        assert of_year
        assert not told.more
