"""Links of a decision record: what they lead to, and at which version of it."""

from typing import Literal

from msgspec import Struct

from rooms.proposals.proposal import Proposal, Version


class Link(Struct, frozen=True):
    """Where something is read that the record names.

    `version`: the one that is meant, None for what has no versions. `href`: an address of this server that answers as JSON, the table of a
    consultation as CSV and a checkpoint as text, for those who may read the room.
    """

    type: Literal[
        "room",
        "thread",
        "post",
        "proposal",
        "version",
        "changes",
        "amendment",
        "consultation",
        "vote",
        "checkpoint",
        "record",
    ]
    id: int
    version: int | None
    href: str


def room(room_id: int) -> Link:
    """The room it is put to."""
    return Link("room", room_id, None, f"/rooms/{room_id}")


def thread(thread_id: int) -> Link:
    """A thread: what it came out of, or its discussion."""
    return Link("thread", thread_id, None, f"/threads/{thread_id}")


def post(post_id: int, version: int) -> Link:
    """A post, in the version that stands there now."""
    return Link("post", post_id, version, f"/posts/{post_id}")


def proposal(line: Proposal) -> Link:
    """It as a whole, with its newest text."""
    return Link("proposal", line.id, line.version, f"/proposals/{line.id}/state")


def version(proposal_id: int, number: int) -> Link:
    """One text of it, which never changes."""
    return Link("version", proposal_id, number, f"/proposals/{proposal_id}/versions/{number}")


def changes(proposal_id: int, made: Version) -> Link | None:
    """What turned the version it came from into this one, word by word. None: it is the first."""
    if made.base is None:
        return None
    where = f"/proposals/{proposal_id}/versions/{made.number}/changes?since={made.base}"
    return Link("changes", proposal_id, made.number, where)


def amendment(amendment_id: int, revision: int) -> Link:
    """What somebody wants changed, as they put it last."""
    return Link("amendment", amendment_id, revision, f"/amendments/{amendment_id}")


def consultation(proposal_id: int, number: int, on: int) -> Link:
    """The table of comments and answers of a consultation on this version."""
    where = f"/proposals/{proposal_id}/consultations/{number}/table.csv"
    return Link("consultation", number, on, where)


def vote(vote_id: int, on: int | None) -> Link:
    """A vote on this version: its roll, its rule and what came of it."""
    return Link("vote", vote_id, on, f"/votes/{vote_id}")


def checkpoint(vote_id: int, on: int | None) -> Link:
    """The newest signed head of the vote's log, as text."""
    return Link("checkpoint", vote_id, on, f"/votes/{vote_id}/checkpoint")


def page(line: Proposal, number: int) -> Link:
    """Another page of the record."""
    return Link("record", line.id, line.version, f"/proposals/{line.id}/record?page={number}")
