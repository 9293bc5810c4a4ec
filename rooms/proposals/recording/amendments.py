"""Amendments in a decision record: what was asked for, by whom, what became of it and why, and what of it went into which version."""

from msgspec import Struct

from rooms import sql
from rooms.proposals.amending.amendment import AmendmentLine
from rooms.proposals.proposal import Proposal
from rooms.proposals.recording import links
from rooms.proposals.recording.links import Link
from rooms.proposals.stages import WRITTEN
from rooms.tx import Tx

q = sql.beside(__file__)

MOST_TAKEN = 20  # changes of one amendment
LONGEST_TAKEN = 400  # characters of what a change dropped, and of what it added


class ChangeTaken(Struct, frozen=True):
    """A change that went into a version. `whole`: the words are not cut off at their end here."""

    amendment_id: int
    place: int
    dropped: str
    added: str
    whole: bool


class Reasons(Struct, frozen=True):
    """The post that says why, in its version now: its words, none where it shows none."""

    amendment_id: int
    post_id: int
    version: int
    html: str


class AmendmentRecorded(Struct, frozen=True):
    """An amendment and its fate. `considered`: False, the time for it was over before anybody decided. `text`: what it asks for.

    `reasons`: a post, and its `words`, none where it shows none. `version`: the one it went into, with the changes `taken`: the first MOST_TAKEN, and none where its
    post shows no words.
    """

    amendment: AmendmentLine
    considered: bool
    text: Link
    reasons: Link
    words: str
    version: Link | None
    taken: list[ChangeTaken]


async def of(tx: Tx, line: Proposal, before: int, most: int) -> list[AmendmentRecorded]:
    """Those of the proposal after so many, in their order, with what they became."""
    found = await tx.all(AmendmentLine, q["lines"], line.id, before, most)
    ids = [each.id for each in found]
    taken = await tx.all(ChangeTaken, q["taken"], ids, MOST_TAKEN, LONGEST_TAKEN)
    reasons = {each.amendment_id: each for each in await tx.all(Reasons, q["reasons"], ids)}
    return [
        AmendmentRecorded(
            each,
            each.state != "open" or line.stage in WRITTEN,
            links.amendment(each.id, each.revision),
            links.post(each.post_id, reasons[each.id].version),
            reasons[each.id].html,
            links.version(line.id, each.version) if each.version else None,
            [one for one in taken if one.amendment_id == each.id],
        )
        for each in found
    ]
