"""What an entry does to the consultations of a proposal and to its comments, written from the contract of the API.

What an entry does not carry, the words of comments and answers, is asked for anew and left as it was here.
"""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
ABOUT = ("post_id", "version", "place", "consultation")
ANSWERED = ("answer", "answer_number", "answered_by", "answered_at")


def bare(comments: Json) -> list[Json]:
    """The comments of a page, the oldest first, as far as entries tell of them."""
    found = [each["comment"] for each in comments["comments"]]
    found.sort(key=lambda comment: comment["post_id"])
    return [{name: comment[name] for name in ABOUT + ANSWERED} for comment in found]


def after(
    proposal_id: int, lines: list[Json], comments: list[Json], entries: Iterable[Json]
) -> tuple[list[Json], list[Json]]:
    """The consultations, the newest first, and the bare comments once these entries of the room stand."""
    consultations = {line["number"]: line for line in lines}
    found = {comment["post_id"]: dict(comment) for comment in comments}
    for entry in entries:
        event = entry["event"]
        match event["type"]:
            case "consultation.opened" | "consultation.closed":
                line = event["consultation"]
                if line["proposal_id"] == proposal_id:
                    consultations[line["number"]] = line
                    if event["type"] == "consultation.opened":
                        found = _taken_in(found, line)
            case "post.anchored":
                anchor = event["anchor"]
                if anchor["proposal_id"] == proposal_id:
                    none = dict.fromkeys(ANSWERED) | {"answer_number": 0}
                    found[anchor["post_id"]] = {name: anchor[name] for name in ABOUT} | none
            case "comment.disposed":
                answer = event["disposition"]
                if event["proposal_id"] == proposal_id:
                    found[answer["post_id"]] |= {
                        "answer": answer["kind"],
                        "answer_number": answer["number"],
                        "answered_by": answer["by"],
                        "answered_at": answer["at"],
                    }
    return [consultations[n] for n in sorted(consultations, reverse=True)], [
        found[n] for n in sorted(found)
    ]


def _taken_in(comments: dict[int, Json], line: Json) -> dict[int, Json]:
    """A consultation that is opened takes in all comments on its version that counted in none."""
    return {
        post: comment | {"consultation": line["number"]}
        if comment["consultation"] is None and comment["version"] == line["version"]
        else comment
        for post, comment in comments.items()
    }
