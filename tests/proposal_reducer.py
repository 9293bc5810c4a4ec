"""What an entry does to a proposal and to the list of a room's, written from the contract of the API, as tests/reducer.py is."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
POSTS = {"post.hidden": "", "post.retracted": "", "post.restored": None}


def proposal(snapshot: Json, entries: Iterable[Json], me: int | None) -> Json:
    """The snapshot of an opened proposal once these entries of its room stand; what is asked for anew is left as it was."""
    after = snapshot | {"versions": list(snapshot["versions"]), "stages": list(snapshot["stages"])}
    for entry in entries:
        event, after["seq"] = entry["event"], entry["seq"]
        consultation = event.get("consultation", {})
        if consultation.get("proposal_id") == after["proposal"]["id"]:
            after["consultation"] = None if consultation["closed_at"] else consultation
        if event.get("proposal", {}).get("id") != after["proposal"]["id"]:
            continue
        after["proposal"] = event["proposal"]
        match event["type"]:
            case "proposal.versioned":
                after["versions"].insert(0, event["version"])
            case "proposal.staged":
                after["stages"].append(event["staged"])
            case "support.given" if event["number"] == me:
                after["supported"] = event["version"]
            case "support.withdrawn" if event["number"] == me:
                after["supported"] = None
    return after


def listing(page: Json, entries: Iterable[Json]) -> Json:
    """The list of a room's proposals once these entries stand, while it is not longer than a page."""
    lines = {line["id"]: line for line in page["proposals"]}
    after = page
    for entry in entries:
        after = after | {"seq": entry["seq"]}
        if "proposal" in entry["event"]:
            lines[entry["event"]["proposal"]["id"]] = entry["event"]["proposal"]
    return after | {"proposals": [lines[id_] for id_ in sorted(lines, reverse=True)]}


def amendments(page: Json, proposal_id: int, entries: Iterable[Json]) -> Json:
    """The list of a proposal's amendments once these entries of its room stand, while it is not longer than a page.

    Why one ended goes with its post. When that is given back it is asked for anew, and None here.
    """
    lines = {line["id"]: line for line in page["amendments"]}
    after = page | {"counts": dict(page["counts"])}
    for entry in entries:
        event, after["seq"] = entry["event"], entry["seq"]
        if event["type"] in POSTS:
            post_id = event["post"]["id"] if "post" in event else event["post_id"]
            for id_, line in lines.items():
                if line["post_id"] == post_id and line["state"] != "open":
                    lines[id_] = line | {"reason": POSTS[event["type"]]}
        line = event.get("amendment")
        if line is None or line["proposal_id"] != proposal_id:
            continue
        lines[line["id"]] = line
        match event["type"]:
            case "amendment.proposed":
                after["counts"]["open"] += 1
            case "amendment.ended":
                after["counts"]["open"] -= 1
                after["counts"][line["state"]] += 1
    return after | {
        "amendments": sorted(lines.values(), key=lambda line: line["number"], reverse=True)
    }
