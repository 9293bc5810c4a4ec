"""What entries do to the arguments of a proposal, written from the contract of the API, as tests/reducer.py is.

A page of a column is its lines by their posts. An entry tells of what was taken up without its words and tally: these are asked for.
"""

from collections.abc import Iterable
from typing import Any

from rooms.proposals.arguing.strength import strength

Json = dict[str, Any]
COLUMNS = ("support", "critique", "question")
OF_POST = (
    "id",
    "thread_id",
    "author",
    "kind",
    "html",
    "version",
    "agrees",
    "disagrees",
    "passes",
    "edited_at",
)
OPEN = {
    "answer_id": None,
    "answer_author": None,
    "answered_by": None,
    "answered_at": None,
    "still_open_at": None,
}


class Columns:
    """The lines of all columns as they were read, and what entries make of them."""

    def __init__(
        self, proposal_id: int, thread_id: int, first_post: int, lines: Iterable[Json]
    ) -> None:
        self.proposal_id, self.thread_id, self.first_post = proposal_id, thread_id, first_post
        self.lines = {line["id"]: dict(line) for line in lines}

    def apply(self, entries: Iterable[Json]) -> None:
        """Let these entries of the room happen to them."""
        for entry in entries:
            event = entry["event"]
            if event["type"].startswith("argument.") and event["proposal_id"] != self.proposal_id:
                continue
            step = getattr(self, "_" + event["type"].replace(".", "_"), None)
            if step is not None:
                step(event)

    def _post_added(self, event: Json) -> None:
        post = event["post"]
        if post["thread_id"] != self.thread_id or post["parent_id"] not in {None, self.first_post}:
            return
        if post["kind"] in COLUMNS and post["id"] != self.first_post:
            used = {"column": post["kind"], "used_by": None, "used_at": None}
            told = {name: post[name] for name in OF_POST}
            self.lines[post["id"]] = told | used | OPEN
            self._weigh(post["id"])

    def _post_edited(self, event: Json) -> None:
        post = event["post"]
        line = self.lines.get(post["id"])
        if line is None or (line["used_by"] is None and post["kind"] not in COLUMNS):
            self.lines.pop(post["id"], None)
            self._post_added(event)
            return
        line |= {name: post[name] for name in OF_POST}
        if line["used_by"] is None:
            line["column"] = post["kind"]

    def _post_retracted(self, event: Json) -> None:
        self._gone(event["post_id"])

    def _post_hidden(self, event: Json) -> None:
        self._gone(event["post_id"])

    def _gone(self, post_id: int) -> None:
        self.lines.pop(post_id, None)
        for line in self.lines.values():
            if line["answer_id"] == post_id:
                line.update(OPEN)

    def _position_taken(self, event: Json) -> None:
        if event["post_id"] in self.lines:
            tally = {name: event[name] for name in ("agrees", "disagrees", "passes")}
            self.lines[event["post_id"]] |= tally
            self._weigh(event["post_id"])

    def _weigh(self, post_id: int) -> None:
        line = self.lines[post_id]
        line["strength"] = strength(line["agrees"], line["disagrees"])

    def _argument_reused(self, event: Json) -> None:
        told = {
            "id": event["post_id"],
            "column": event["stance"],
            "used_by": event["by"],
            "used_at": event["at"],
        }
        self.lines[event["post_id"]] = {"answer_id": None} | told

    def _argument_released(self, event: Json) -> None:
        self.lines.pop(event["post_id"], None)

    def _argument_answered(self, event: Json) -> None:
        told = {
            "answer_id": event["answer_id"],
            "answer_author": event["answer_author"],
            "answered_by": event["by"],
            "answered_at": event["at"],
        }
        if event["post_id"] in self.lines:
            self.lines[event["post_id"]] |= told | {"still_open_at": None}

    def _argument_reopened(self, event: Json) -> None:
        if event["post_id"] in self.lines:
            still = {"still_open_at": event["at"] if event["still_open"] else None}
            self.lines[event["post_id"]] |= OPEN | still
