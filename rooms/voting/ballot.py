"""A ballot: plain JSON, which has one canonical text for everything a voter can say.

Two ballots that say the same are the same text, so a count is over texts and how many times each was cast, and a text can
be hashed, published and compared. An empty ballot, where the method has options, is an abstention that counts for the quorum.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from rooms.errors import Malformed
from rooms.voting.rule import Method, Rule

ON_THE_TEXT: dict[Method, tuple[str, ...]] = {
    Method.MAJORITY: ("for", "against", "abstain"),
    Method.CONSENT: ("consent", "abstain", "object"),
}

Cast: TypeAlias = str | list[int | list[int] | None] | dict[str, int | None]
"""As it is sent. Majority: `"for"`, `"against"` or `"abstain"`. Consent: `"consent"`, `"abstain"` or `"object"`.
Approval and budgets: the numbers of options, `[1, 3]`. Score: by option, `{"1": 5}`, or a list with one place for each,
`[5, null, 0]`. Ranked: groups of equals, the best first, `[[2], [1, 3]]`; what is left out is behind all others.
"""


def canonical(rule: Rule, n_options: int, ballot: Any) -> str:
    """The one text of this ballot under the rule, with so many options on it.

    What it gives back, read as JSON, is a ballot that says the same. Raises Malformed (`ballot`) for what is not a ballot of
    this method: unknown, repeated, too many options, equal ranks where the method knows none.
    """
    if words := ON_THE_TEXT.get(rule.method):
        if not isinstance(ballot, str) or ballot not in words:
            raise Malformed("not-a-choice", field="ballot")
        return _text(ballot)
    if rule.method is Method.SCORE:
        return _text(_scores(rule, n_options, ballot))
    if not isinstance(ballot, list):
        raise Malformed("not-a-ballot", field="ballot")
    if rule.method in {Method.APPROVAL, Method.GREEDY, Method.EQUAL_SHARES}:
        return _text(sorted(_numbers(n_options, ballot)))
    return _text(_ranks(rule, n_options, ballot))


def takes_reason(rule: Rule, text: str) -> bool:
    """A reason may be given with this canonical ballot."""
    return not rule.secret and (rule.reasons != "none" or needs_reason(rule, text))


def needs_reason(rule: Rule, text: str) -> bool:
    """A reason must be given with it: with an objection always, else where the rule asks for it."""
    said = json.loads(text)
    if rule.method is Method.CONSENT and said == "object":
        return True
    return rule.reasons == "all" or (rule.reasons == "against" and said == "against")


def _text(ballot: Any) -> str:
    return json.dumps(ballot, separators=(",", ":"))


def _numbers(n_options: int, given: Iterable[Any]) -> list[int]:
    """These numbers of options, each of which is on the ballot and here once."""
    numbers = list(given)
    if not all(type(each) is int for each in numbers):
        raise Malformed("not-a-ballot", field="ballot")
    if not all(1 <= each <= n_options for each in numbers):
        raise Malformed("no-such-option", field="ballot")
    if len(set(numbers)) < len(numbers):
        raise Malformed("chosen-twice", field="ballot")
    return numbers


def _scores(rule: Rule, n_options: int, ballot: Any) -> list[int | None]:
    if isinstance(ballot, dict):
        if not all(isinstance(key, str) and key.isascii() and key.isdigit() for key in ballot):
            raise Malformed("not-a-ballot", field="ballot")
        numbers = _numbers(n_options, (int(key[:9]) for key in ballot))
        by_option = dict(zip(numbers, ballot.values(), strict=True))
        scores = [by_option.get(number) for number in range(1, n_options + 1)]
    elif isinstance(ballot, list):
        if len(ballot) != n_options:
            raise Malformed("no-such-option", field="ballot")
        scores = ballot
    else:
        raise Malformed("not-a-ballot", field="ballot")
    for score in scores:
        if score is not None and (type(score) is not int or not 0 <= score <= rule.highest):
            raise Malformed("no-such-score", field="ballot", highest=rule.highest)
    return scores


def _ranks(rule: Rule, n_options: int, ballot: list[Any]) -> list[list[int]]:
    """Groups of equals. A number alone is a group of one, so `[2, 1]` is taken for `[[2], [1]]`."""
    groups = [group if isinstance(group, list) else [group] for group in ballot]
    if not all(groups):
        raise Malformed("not-a-ballot", field="ballot")
    _numbers(n_options, (number for group in groups for number in group))
    if rule.method is not Method.SCHULZE and any(len(group) > 1 for group in groups):
        raise Malformed("equal-ranks", field="ballot")
    return [sorted(group) for group in groups]
