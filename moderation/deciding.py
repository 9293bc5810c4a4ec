"""What a moderator decides about a case, with the notes beside it, and whether a case can be decided so."""

from typing import Annotated

from msgspec import Meta

from moderation import cases, sanctions
from moderation.case import AGAINST, ANSWERS, LONGEST_DAYS, WORDS, Act, Stage, Target
from moderation.cases import Locked
from moderation.reasons import Reason
from moderation.targets import TARGETS
from rooms.audit import Command
from rooms.cutting import Left
from rooms.draft import Body
from rooms.errors import Conflict, Malformed
from rooms.people import Who
from rooms.text import clean, within
from rooms.tx import Tx

LONGEST_PUBLIC = 500  # characters
LONGEST_PRIVATE = 2000

PublicNote = Annotated[str, Meta(max_length=LONGEST_PUBLIC)]
PrivateNote = Annotated[str, Meta(max_length=LONGEST_PRIVATE)]


class Deciding(Command, frozen=True):
    """What a moderator decides. `reason`: the rule that is broken; None where none is, for what approves, restores or lifts.

    `text`: what an edit leaves of the words, and `version`: of which one. `days`: how long a person is silenced, for the acts that end by themselves. `reverts`: the act to be lifted.
    """

    act: Act
    reason: Reason | None = None
    public_note: PublicNote = ""
    private_note: PrivateNote = ""
    days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)] | None = None
    reverts: int | None = None
    text: Body | None = None
    version: int | None = None

    def left(self, html: str) -> Left | None:
        """What an edit leaves, with its HTML. Raises Malformed where it does not say, or another act does."""
        edits = self.act == Act.EDIT
        for field, given in (("text", self.text), ("version", self.version)):
            if (given is not None) is not edits:
                reason = "missing-field" if edits else "wrong-value"
                raise Malformed(reason, field=field, name=field)
        if self.text is None or self.version is None:
            return None
        return Left(self.version, self.text, html)


def noted(typed: str, field: str, longest: int) -> str:
    """A note as it is kept. Raises Malformed, TooLarge."""
    return within(clean(typed, field).strip(), field, longest)


async def fits(tx: Tx, who: Who, case: Locked, deciding: Deciding) -> bool:
    """Whether this moderator may decide this one of several so. Raises Malformed where nothing can be decided so."""
    if cases.barred(case, who):
        return False
    try:
        await must_fit(tx, case, deciding)
    except Conflict:
        return False
    return True


async def must_fit(tx: Tx, case: Locked, deciding: Deciding) -> None:
    """Raises Malformed where nothing can be decided so, Conflict where this case cannot be now."""
    if case.target == Target.REQUEST:
        raise Conflict("answer-instead")
    if deciding.act in ANSWERS:
        raise Malformed("wrong-value", field="act", name="act")
    _must_name_its_rule(deciding)
    deciding.left("")
    sanctions.must_fit(deciding.act, deciding.days, deciding.reverts)
    if deciding.act in WORDS:
        await _must_be_possible(tx, case, deciding.act)
    else:
        await sanctions.must_be_possible(tx, case, deciding.reverts)


def _must_name_its_rule(deciding: Deciding) -> None:
    needed = deciding.act in AGAINST
    if needed and deciding.reason is None:
        raise Malformed("missing-field", field="reason", name="reason")
    if not needed and deciding.reason is not None:
        raise Malformed("wrong-value", field="reason", name="reason")


async def _must_be_possible(tx: Tx, case: Locked, act: Act) -> None:
    """Raises Conflict where the act would change nothing, or somebody else's word comes first."""
    if case.stage == Stage.REVIEW:
        raise Conflict("review-there")
    if case.followed or (case.stage == Stage.DECIDED and act == Act.APPROVE):
        raise Conflict("case-decided")
    means = TARGETS[case.target]
    means.must_be_possible(await means.found(tx, case.target_id), case.stage, act)
