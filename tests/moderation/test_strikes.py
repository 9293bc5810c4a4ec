"""The policy of strikes: pure, at its boundaries, and by its properties; and as it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import strikes, suggesting
from moderation.strikes import DEFAULT, GRAVITY, Counted, Past, Step, suggest
from tests.debate import Debate, gather
from tests.desk import moderators, seated_as
from tests.moderation.punishing import sanctioned
from tests.moderation.scenes import reported
from tests.refusal import refused
from tests.world import World

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
AGES = st.lists(st.integers(0, 400), max_size=15)


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own: what is done to them here would hinder others."""
    return await gather(world)


def ago(*days: float) -> list[datetime]:
    return [NOW - each * DAY for each in days]


def said(violations: list[datetime], suspensions: list[datetime] | None = None) -> object:
    found = suggest(DEFAULT, Past(violations, suspensions or []), NOW)
    return found and (found.step.act, found.step.days, found.found)


@pytest.mark.parametrize(
    ("violations", "suspensions", "suggested"),
    [
        ([], [], None),
        ([1, 2, 3, 4], [], None),
        ([1, 2, 3, 4, 30], [], ("suspend", 7, 5)),
        ([1, 2, 3, 4, 30.01], [], None),
        ([40] * 9 + [90], [], ("suspend", 30, 10)),
        ([40] * 9 + [90.01], [], None),
        ([1] * 10, [], ("suspend", 30, 10)),
        ([2, 3, 4, 5, 6], [1], None),
        ([1, 3, 4, 5, 6], [2], None),
        ([1], [2, 100, 700], ("ban", None, 3)),
        ([3], [2, 100, 700], None),
        ([1], [2, 100], None),
    ],
)
def test_the_default_at_its_boundaries(
    violations: list[float], suspensions: list[float], suggested: object
) -> None:
    assert said(ago(*violations), ago(*suspensions)) == suggested


@given(AGES, AGES, st.integers(0, 400))
def test_one_violation_more_never_makes_the_suggestion_milder(
    violations: list[int], suspensions: list[int], more: int
) -> None:
    before = suggest(DEFAULT, Past(ago(*violations), ago(*suspensions)), NOW)
    after = suggest(DEFAULT, Past(ago(*violations, more), ago(*suspensions)), NOW)
    assert _gravity(after) >= _gravity(before)


@given(AGES, AGES)
def test_nothing_is_suggested_where_nothing_is_new_and_order_is_nothing(
    violations: list[int], suspensions: list[int]
) -> None:
    past = Past(ago(*violations), ago(*suspensions))
    turned = Past(past.violations[::-1], past.suspensions[::-1])
    assert suggest(DEFAULT, past, NOW) == suggest(DEFAULT, turned, NOW)
    if not violations or (suspensions and min(violations) >= min(suspensions)):
        assert suggest(DEFAULT, past, NOW) is None


def _gravity(found: strikes.Reached | None) -> tuple[int, int]:
    return (GRAVITY.index(found.step.act), found.step.days or 0) if found else (-1, 0)


def test_a_suggestion_says_what_it_was_counted_from_in_both_languages() -> None:
    found = suggesting.said(suggest(DEFAULT, Past(ago(1, 2, 3, 4, 5, 6), []), NOW))
    assert found is not None
    assert "6 vi phạm" in found.because.vi
    assert "6 standing violations within the last 30 days" in found.because.en
    banned = suggesting.said(suggest(DEFAULT, Past(ago(1), ago(2, 3, 4)), NOW))
    assert banned is not None
    assert "3 lần từ trước đến nay" in banned.because.vi
    assert suggesting.said(None) is None


def test_what_ends_has_its_days_and_what_does_not_has_none() -> None:
    assert strikes.must_make_sense(DEFAULT) is None
    assert strikes.must_make_sense([Step(Counted.VIOLATIONS, 1, 30, "suspend")]) == "days"
    assert strikes.must_make_sense([Step(Counted.VIOLATIONS, 1, 30, "ban", 7)]) == "days"


async def test_owners_set_the_policy_moderators_read_it_and_files_carry_its_suggestion(
    world: World, debate: Debate
) -> None:
    (moderator,) = await moderators(world, "Dương Thị Xét")
    (owner,) = await world.people("Đặng Thị Chủ Trì")
    await seated_as(world, owner, "owner")
    mild = {"counts": "violations", "least": 1, "within_days": 30, "act": "mute_in_room", "days": 3}
    refused(await moderator.ask("PUT", "/moderation/strikes", steps=[mild]), 403, "role-may-not")
    refused(await debate.member.ask("GET", "/moderation/strikes"), 404, "no-page")
    wrong = await owner.ask("PUT", "/moderation/strikes", steps=[mild | {"days": None}])
    refused(wrong, 400, "wrong-value", "steps")
    try:
        await owner.do("PUT", "/moderation/strikes", steps=[mild])
        policy = await moderator.get("/moderation/strikes")
        assert (policy["steps"], policy["by"]) == ([mild], "Đặng Thị Chủ Trì")
        said = (await debate.say(debate.member, "Anh **kém** lắm."))["id"]
        case_id = await reported(debate, post_id=said)
        path = f"/moderation/cases/{case_id}"
        before = (await moderator.get(path))["suggested"]
        await sanctioned(debate, moderator, "warn", case_id)
        suggested = (await moderator.get(path))["suggested"]
        assert (suggested["act"], suggested["days"]) == ("mute_in_room", 3)
        assert "vi phạm" in suggested["because"]["vi"]
        assert before != suggested
    finally:
        await owner.do("PUT", "/moderation/strikes", steps=[_json(step) for step in DEFAULT])


def _json(step: Step) -> dict[str, object]:
    return {name: getattr(step, name) for name in step.__struct_fields__}
