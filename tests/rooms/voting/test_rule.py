"""Rules of votes: what of them makes sense together, what they ask for in numbers, and that old copies are still read."""

import json
from typing import Any

import msgspec
import pytest

from rooms.errors import Malformed
from rooms.voting.ballot import canonical, needs_reason, takes_reason
from rooms.voting.rule import (
    Method,
    Option,
    Rule,
    fit,
    meaning,
    on_ballot,
    quorum_of,
    sound,
)
from tests.refusal import refused
from tests.world import Someone

TWO = [Option("Mở rộng đường"), Option("Làm vỉa hè")]
COSTS = [Option("Ghế đá", 30), Option("Cây xanh", 70)]


def test_a_copy_made_before_a_part_existed_is_read() -> None:
    old = b'{"quorum": 20, "majority": "two_thirds", "secret": true, "shown": "live"}'
    rule = msgspec.json.decode(old, type=Rule)
    assert (rule.method, rule.quorum, rule.part.denominator) == (Method.MAJORITY, 20, 3)
    assert rule.seen == "counts", "a secret vote shows no tally, whatever the copy says"


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("secret-without-reasons", Rule(secret=True, reasons="all")),
        ("objections-are-open", Rule(secret=True, method=Method.CONSENT)),
        ("secret-shows-no-tally", Rule(secret=True, shown="live")),
        ("secret-shows-no-tally", Rule(secret=True, shown="own")),
        ("no-status-quo-here", Rule(status_quo=True)),
        ("no-status-quo-here", Rule(status_quo=True, method=Method.GREEDY)),
        ("no-status-quo-here", Rule(status_quo=True, method=Method.TRANSFERABLE, seats=2)),
    ],
)
def test_what_contradicts_itself_is_refused(reason: str, rule: Rule) -> None:
    with pytest.raises(Malformed) as raised:
        sound(rule)
    assert raised.value.reason == reason


@pytest.mark.parametrize(
    ("reason", "rule", "options"),
    [
        ("no-options-here", Rule(), TWO),
        ("options-too-few-or-many", Rule(method=Method.APPROVAL), TWO[:1]),
        ("option-twice", Rule(method=Method.APPROVAL), [*TWO, Option("làm Vỉa hè")]),
        ("no-budget", Rule(method=Method.GREEDY), COSTS),
        ("option-cost", Rule(method=Method.GREEDY, budget=60), COSTS),
        ("option-cost", Rule(method=Method.EQUAL_SHARES, budget=60), TWO),
        ("option-without-cost", Rule(method=Method.SCHULZE), COSTS),
        ("too-many-seats", Rule(method=Method.TRANSFERABLE, seats=2), TWO),
    ],
)
def test_options_that_do_not_fit_the_rule_are_refused(
    reason: str, rule: Rule, options: list[Option]
) -> None:
    with pytest.raises(Malformed) as raised:
        fit(rule, options)
    assert raised.value.reason == reason


@pytest.mark.parametrize("method", list(Method))
def test_each_method_has_a_rule_that_fits(method: Method) -> None:
    on_text = method in {Method.MAJORITY, Method.CONSENT}
    budget = method in {Method.GREEDY, Method.EQUAL_SHARES}
    fit(Rule(method=method, budget=100 * budget), [] if on_text else COSTS if budget else TWO)
    if not on_text and not budget:
        fit(Rule(method=method, status_quo=True), TWO[:1])


def test_a_rule_is_put_to_a_roll_in_numbers() -> None:
    asked = meaning(Rule(), [], 7)
    assert (asked.quorum, asked.part, asked.more, asked.needed) == (4, "1/2", True, None)
    assert meaning(Rule(majority="absolute"), [], 7).needed == 4
    assert meaning(Rule(majority="absolute"), [], 6).needed == 4
    assert meaning(Rule(majority="absolute", strict=False), [], 6).needed == 3
    assert meaning(Rule(majority="two_thirds", of="roll"), [], 7).needed == 5
    assert meaning(Rule(majority="two_thirds", of="roll"), [], 6).needed == 4
    assert meaning(Rule(majority="two_thirds", of="roll", strict=True), [], 6).needed == 5
    assert (quorum_of(Rule(quorum=0), 9), quorum_of(Rule(quorum=34), 3)) == (0, 2)
    assert len(on_ballot(Rule(method=Method.APPROVAL, status_quo=True), TWO)) == 3


@pytest.mark.parametrize(
    ("method", "ballot", "text"),
    [
        (Method.MAJORITY, "for", '"for"'),
        (Method.CONSENT, "object", '"object"'),
        (Method.APPROVAL, [3, 1], "[1,3]"),
        (Method.APPROVAL, [], "[]"),
        (Method.GREEDY, [2, 1], "[1,2]"),
        (Method.SCORE, {"1": 5, "3": 0}, "[5,null,0]"),
        (Method.SCORE, [5, None, 0], "[5,null,0]"),
        (Method.SCHULZE, [[2], [3, 1]], "[[2],[1,3]]"),
        (Method.SCHULZE, [2, [3, 1]], "[[2],[1,3]]"),
        (Method.RUNOFF, [3, 1], "[[3],[1]]"),
        (Method.TRANSFERABLE, [[3], [1]], "[[3],[1]]"),
    ],
)
def test_a_ballot_has_one_text(method: Method, ballot: Any, text: str) -> None:
    rule = Rule(method=method)
    assert canonical(rule, 3, ballot) == text
    assert canonical(rule, 3, json.loads(text)) == text


@pytest.mark.parametrize(
    ("method", "ballot", "reason"),
    [
        (Method.MAJORITY, "yes", "not-a-choice"),
        (Method.MAJORITY, ["for"], "not-a-choice"),
        (Method.CONSENT, "for", "not-a-choice"),
        (Method.APPROVAL, "for", "not-a-ballot"),
        (Method.APPROVAL, [True], "not-a-ballot"),
        (Method.APPROVAL, [1.0], "not-a-ballot"),
        (Method.APPROVAL, [[1]], "not-a-ballot"),
        (Method.APPROVAL, [1, 2, 3, 4], "no-such-option"),
        (Method.APPROVAL, [0], "no-such-option"),
        (Method.APPROVAL, [2, 2], "chosen-twice"),
        (Method.SCORE, [1, 2], "no-such-option"),
        (Method.SCORE, {"4": 1}, "no-such-option"),
        (Method.SCORE, {"1": 1, "01": 2}, "chosen-twice"),
        (Method.SCORE, {"²": 1}, "not-a-ballot"),
        (Method.SCORE, {"9" * 5000: 1}, "no-such-option"),
        (Method.SCORE, "5", "not-a-ballot"),
        (Method.SCORE, {"1": 6}, "no-such-score"),
        (Method.SCORE, {"1": -1}, "no-such-score"),
        (Method.SCORE, {"1": True}, "no-such-score"),
        (Method.SCHULZE, [[1], []], "not-a-ballot"),
        (Method.SCHULZE, [[1], [2, 1]], "chosen-twice"),
        (Method.SCHULZE, [[[1]]], "not-a-ballot"),
        (Method.RUNOFF, [[1, 2], [3]], "equal-ranks"),
        (Method.TRANSFERABLE, [[1, 2]], "equal-ranks"),
        (Method.TRANSFERABLE, [[4]], "no-such-option"),
    ],
)
def test_what_is_no_ballot_of_the_method_is_refused(
    method: Method, ballot: Any, reason: str
) -> None:
    with pytest.raises(Malformed) as raised:
        canonical(Rule(method=method), 3, ballot)
    assert (raised.value.reason, raised.value.field) == (reason, "ballot")


def test_an_objection_needs_a_reason_and_a_secret_ballot_takes_none() -> None:
    consent, against = Rule(method=Method.CONSENT), Rule(reasons="against")
    assert needs_reason(consent, '"object"')
    assert takes_reason(consent, '"object"')
    assert not takes_reason(consent, '"abstain"')
    assert needs_reason(against, '"against"')
    assert not needs_reason(against, '"for"')
    assert takes_reason(against, '"for"')
    assert needs_reason(Rule(reasons="all", method=Method.APPROVAL), "[]")
    assert not takes_reason(Rule(secret=True), '"against"')


async def test_a_procedure_keeps_the_whole_rule_and_takes_none_that_contradicts_itself(
    administrator: Someone,
) -> None:
    steps = [{"stage": "discussion"}, {"stage": "vote"}]
    rule = {"method": "schulze", "status_quo": True, "quorum": 40, "reasons": "all"}
    done = await administrator.do("POST", "/procedures", title="Xếp hạng", steps=steps, ballot=rule)
    assert rule.items() <= done["result"]["ballot"].items()
    wrong = {"secret": True, "shown": "live"}
    answer = await administrator.ask("POST", "/procedures", title="Kín", steps=steps, ballot=wrong)
    refused(answer, 400, "secret-shows-no-tally", "shown")
