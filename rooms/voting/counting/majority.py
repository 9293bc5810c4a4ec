"""For or against, and consent.

Majority: the text is carried where enough are in favour. Enough is more than half (simple, absolute) or at least two thirds, as
the rule says `more than` (strict) or `at least` that part; of those who were for and against, or of the whole roll. An absolute
majority is more than half of the roll. Abstentions count for the quorum and not as votes cast, as in Robert's Rules of Order
Newly Revised (12th ed.), 44:1 and 44:9. Without anybody in favour nothing is carried.

Consent: one objection blocks; nobody has to agree, but somebody must consent. Whoever abstains stands aside.
"""

from collections import Counter
from fractions import Fraction

from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election, exact
from rooms.voting.counting.result import Outcome, Result, Round, Step


def majority(election: Election, box: Box) -> Result:
    """Carried or rejected."""
    rule = election.rule
    said = _said(box)
    in_favour, against = said["for"], said["against"]
    base = election.roll if rule.of_roll else in_favour + against
    needed = rule.part * base
    enough = in_favour > needed if rule.more else Fraction(in_favour) >= needed
    carried = enough and in_favour > 0
    rounds = [
        Round(Step.FOR_AGAINST, {"for": in_favour, "against": against, "abstain": said["abstain"]}),
        Round(
            Step.MAJORITY,
            {
                "in_favour": in_favour,
                "base": base,
                "part": exact(rule.part),
                "more": int(rule.more),
                "of_roll": int(rule.of_roll),
                "carried": int(carried),
            },
        ),
    ]
    return Result(Outcome.CARRIED if carried else Outcome.REJECTED, [], box.cast, rounds)


def consent(election: Election, box: Box) -> Result:  # noqa: ARG001 - as all methods are called
    """Carried, blocked by an objection, or empty where all stood aside."""
    said = _said(box)
    consents, objections = said["consent"], said["object"]
    round_ = Round(
        Step.CONSENT, {"consent": consents, "abstain": said["abstain"], "object": objections}
    )
    if objections:
        return Result(Outcome.BLOCKED, [], box.cast, [round_])
    return Result(Outcome.CARRIED if consents else Outcome.EMPTY, [], box.cast, [round_])


def _said(box: Box) -> Counter[str]:
    said: Counter[str] = Counter()
    for word, times in box.ballots:
        said[word] += times
    return said
