"""What an entry does to the polls of a thread, written from the contract of the API."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def after(votes: list[Json], entries: Iterable[Json], thread_id: int) -> list[Json]:
    """The polls of the thread, the newest first, once these entries stand."""
    found = {vote["id"]: vote for vote in votes}
    for entry in entries:
        event = entry["event"]
        match event["type"]:
            case "vote.opened" | "vote.closed" | "vote.annulled":
                vote = event["vote"]
                if vote["thread_id"] == thread_id and vote["proposal_id"] is None:
                    found[vote["id"]] = vote
            case "vote.turned_out" if event["vote_id"] in found:
                found[event["vote_id"]] |= {"voted": event["voted"]}
    return [found[n] for n in sorted(found, reverse=True)]
