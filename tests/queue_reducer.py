"""What an entry of the room of moderation does to the queue, written from the contract of the API, as tests/reducer.py is."""

from collections.abc import Iterable

from tests.reducer import Json, put

QUEUE = 50  # cases on a page of the queue


def queue(snapshot: Json, entries: Iterable[Json]) -> Json:
    """The first page of what waits in the queue, once these entries of the room of moderation stand.

    What waits below the page is not known: a case that would stand there stays out, and what leaves is not replaced.
    """
    after = snapshot | {
        "cases": list(snapshot["cases"]),
        "moderators": list(snapshot["moderators"]),
    }
    for entry in entries:
        _in_queue(after, entry["event"])
        after["seq"] = entry["seq"]
    return after


def _in_queue(after: Json, event: Json) -> None:
    kind = event["type"]
    if kind in {"member.joined", "member.renamed", "member.erased", "member.name_hidden"}:
        member = {name: event["member"][name] for name in ("number", "name", "role")}
        put(after["moderators"], member, "number")
    elif kind in {"member.left", "member.removed"}:
        after["moderators"] = [m for m in after["moderators"] if m["number"] != event["number"]]
    elif kind == "member.role_changed":
        (old,) = [m for m in after["moderators"] if m["number"] == event["number"]]
        put(after["moderators"], old | {"role": event["role"]}, "number")
    elif "case" in event:
        _line_of_case(after, event["case"])


def _line_of_case(after: Json, case: Json) -> None:
    def place(each: Json) -> tuple[int, int]:
        return -each["rank"], each["id"]

    known = [place(each) for each in after["cases"]]
    others = [each for each in after["cases"] if each["id"] != case["id"]]
    if (
        case["stage"] == "open"
        and case["within"] is None
        and (not after["more"] or known[-1:] >= [place(case)])
    ):
        others.append(case)
    after["more"] |= len(others) > QUEUE
    after["cases"] = sorted(others, key=place)[:QUEUE]
