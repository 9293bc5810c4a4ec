"""What an entry does to a snapshot, written from the contract of the API and sharing no code with any client.

A snapshot at n and the entries n+1 … m give the snapshot at m. What is not told by entries (which ranges one has
read) is not in here. A kind of event without a case is a KeyError.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from rooms.policy import acts_of
from rooms.roles import Role

Json = dict[str, Any]
Case = Callable[[Json, Json, Json], None]  # what is changed, the event, its entry


def room(snapshot: Json, entries: Iterable[Json]) -> Json:
    """The snapshot of a room once these entries stand. `snapshot` is not changed."""
    after = snapshot | {"members": list(snapshot["members"]), "threads": list(snapshot["threads"])}
    for entry in entries:
        IN_ROOM[entry["event"]["type"]](after, entry["event"], entry)
        after["seq"] = entry["seq"]
    return after


def thread(snapshot: Json, entries: Iterable[Json], me: int | None) -> Json:
    """The snapshot of a thread once these entries of its room stand, for the member numbered `me`."""
    after = snapshot | {"posts": list(snapshot["posts"]), "mine": dict(snapshot["mine"]), "me": me}
    for entry in entries:
        IN_THREAD[entry["event"]["type"]](after, entry["event"], entry)
        after["seq"] = entry["seq"]
    del after["me"]
    return after


def _nothing(_: Json, __: Json, ___: Json) -> None:
    """It is not shown in this snapshot."""


def put(things: list[Json], thing: Json, by: str) -> None:
    """Put a thing in its place among others, or in the place of its older self."""
    things[:] = sorted(
        [old for old in things if old[by] != thing[by]] + [thing], key=lambda t: t[by]
    )


def _described(after: Json, event: Json, _: Json) -> None:
    after["room"] = event["room"]


def _member(after: Json, member: Json) -> None:
    put(after["members"], member, "number")
    if after["me"] and after["me"]["number"] == member["number"]:
        after["me"] = member
        after["may"] = acts_of(Role(member["role"]), after["room"]["kind"])


def _joined(after: Json, event: Json, _: Json) -> None:
    _member(after, event["member"])


def _changed(after: Json, number: int, **change: Any) -> None:
    (member,) = [member for member in after["members"] if member["number"] == number]
    _member(after, member | change)


def _role_changed(after: Json, event: Json, _: Json) -> None:
    _changed(after, event["number"], role=event["role"])


def _ended(after: Json, event: Json, _: Json) -> None:
    _changed(after, event["number"], ended_at=event["at"])


def _thread_opened(after: Json, event: Json, _: Json) -> None:
    put(after["threads"], event["thread"], "id")
    after["threads"].reverse()  # the newest first


def _standing(event: Json) -> Json:
    """What a thread is by an event about it alone: open or not, slow or not."""
    match event["type"]:
        case "thread.closed":
            names = {"closed_at": "at", "closed_by": "by", "closed_reason": "reason"}
        case "thread.retitled":
            names = {"title": "title"}
        case "thread.reopened":
            return dict.fromkeys(("closed_at", "closed_by", "closed_reason"))
        case "thread.slowed":
            names = {f"slow_{told}": told for told in ("at", "by", "reason", "until")}
            names["slow_s"] = "every_s"
        case "thread.unslowed":
            return dict.fromkeys(("slow_s", "slow_at", "slow_by", "slow_reason", "slow_until"))
    return {name: event[told] for name, told in names.items()}


def _line(thread: Json, event: Json) -> Json:
    """The thread's own line once the event stands."""
    kind = event["type"]
    post = event.get("post", {})
    if kind == "post.added" and post["thread_id"] == thread["id"]:
        last_at = max(thread["last_at"], post["at"], key=datetime.fromisoformat)
        return thread | {"posts": thread["posts"] + 1, "last_at": last_at}
    if kind == "posts.moved":
        moved = {event[side]["id"]: event[side] for side in ("source", "target")}
        line: Json = moved.get(thread["id"], thread)
        return line
    if kind.startswith("thread.") and event["thread_id"] == thread["id"]:
        return thread | _standing(event)
    return thread


def _lines(after: Json, event: Json, _: Json) -> None:
    after["threads"] = [_line(line, event) for line in after["threads"]]


def _own_line(after: Json, event: Json, _: Json) -> None:
    after["thread"] = _line(after["thread"], event)


def _retitled(after: Json, event: Json, _: Json) -> None:
    after["thread"] = _line(after["thread"], event)
    after["moves"] = [
        left | {"to_title": event["title"]} if left["to_thread_id"] == event["thread_id"] else left
        for left in after["moves"]
    ]


def _post_added(after: Json, event: Json, entry: Json) -> None:
    after["thread"] = _line(after["thread"], event)
    if event["post"]["thread_id"] == after["thread"]["id"]:
        put(after["posts"], event["post"] | {"seq": entry["seq"]}, "id")


def _post(after: Json, post_id: int, change: Json) -> None:
    after["posts"] = [old | change if old["id"] == post_id else old for old in after["posts"]]


def _post_edited(after: Json, event: Json, _: Json) -> None:
    post = event["post"]
    _post(
        after, post["id"], {name: post[name] for name in ("html", "kind", "version", "edited_at")}
    )


def _post_retracted(after: Json, event: Json, _: Json) -> None:
    gone = {"retracted_at": event["at"], "retracted_by": event["by"]}
    empty: Json = {"html": "", "files": [], "retracted_reason": event["reason"]}
    _post(after, event["post_id"], empty | gone)


def _post_hidden(after: Json, event: Json, _: Json) -> None:
    gone = {"hidden_at": event["at"], "hidden_as": event["how"], "hidden_rule": event["rule"]}
    _post(after, event["post_id"], {"html": "", "files": []} | gone)


def _post_restored(after: Json, event: Json, _: Json) -> None:
    _post(after, event["post"]["id"], event["post"])


def _posts_moved(after: Json, event: Json, _: Json) -> None:
    """A thread that posts came into is read anew (`anew`), unless it was opened for them."""
    move = event["move"]
    after["thread"] = _line(after["thread"], event)
    if event["target"]["id"] == after["thread"]["id"]:
        after["anew"] = True
    if move["thread_id"] != after["thread"]["id"]:
        return
    gone = {move["root_id"]}
    for post in after["posts"]:
        if post["parent_id"] in gone:
            gone.add(post["id"])
    after["posts"] = [post for post in after["posts"] if post["id"] not in gone]
    after["mine"] = {post: side for post, side in after["mine"].items() if int(post) not in gone}
    after["reactions"] = [row for row in after["reactions"] if row["post_id"] not in gone]
    after["moves"] = [left for left in after["moves"] if left["parent_id"] not in gone] + [move]


def _position_taken(after: Json, event: Json, _: Json) -> None:
    _post(
        after, event["post_id"], {name: event[name] for name in ("agrees", "disagrees", "passes")}
    )
    mine = str(event["post_id"])
    if event["number"] == after["me"] and event["post_id"] in {p["id"] for p in after["posts"]}:
        after["mine"].pop(mine, None)
        if event["position"] is not None:
            after["mine"][mine] = event["position"]


def _post_reacted(after: Json, event: Json, _: Json) -> None:
    if event["post_id"] not in {post["id"] for post in after["posts"]}:
        return
    kind = {name: event[name] for name in ("post_id", "reaction")}
    before = [row for row in after["reactions"] if row | kind == row]
    mine = event["given"] if event["number"] == after["me"] else any(r["mine"] for r in before)
    rows = [row for row in after["reactions"] if row not in before]
    if event["count"]:
        rows.append(kind | {"count": event["count"], "mine": mine})
    after["reactions"] = sorted(rows, key=lambda row: (row["post_id"], row["reaction"]))


QUIET = (  # what a snapshot of a room does not show
    "post.edited", "post.retracted", "post.hidden", "post.restored", "post.redacted", "post.cut", "position.taken", "post.reacted", "session.ended",
    "presence.chosen", "room.entered", "post.held", "room.left", "notice.added", "notices.read", "case.opened", "case.reported",
    "case.claimed", "case.released", "case.decided", "case.merged", "case.split", "case.proposed", "case.declined", "review.asked",
    "review.decided", "amendment.proposed", "amendment.revised", "amendment.ended", "amendment.redacted", "draft.saved", "proposal.opened", "proposal.versioned", "proposal.staged", "support.given", "support.withdrawn",
    "argument.reused", "argument.released", "argument.answered", "argument.reopened",
    "vote.opened", "vote.turned_out", "vote.reminded", "vote.closed", "vote.annulled",
    "post.anchored", "consultation.opened", "consultation.closed", "comment.disposed",
)  # fmt: skip
IN_ROOM: dict[str, Case] = dict.fromkeys(QUIET, _nothing) | {
    "room.opened": _described,
    "room.described": _described,
    "room.archived": _described,
    "room.unarchived": _described,
    "member.joined": _joined,
    "member.renamed": _joined,
    "member.erased": _joined,
    "member.name_hidden": _joined,
    "member.role_changed": _role_changed,
    "member.left": _ended,
    "member.removed": _ended,
    "thread.opened": _thread_opened,
    "thread.closed": _lines,
    "thread.reopened": _lines,
    "thread.slowed": _lines,
    "thread.unslowed": _lines,
    "thread.retitled": _lines,
    "post.added": _lines,
    "posts.moved": _lines,
}

IN_THREAD: dict[str, Case] = dict.fromkeys(IN_ROOM, _nothing) | {
    "thread.closed": _own_line,
    "thread.reopened": _own_line,
    "thread.slowed": _own_line,
    "thread.unslowed": _own_line,
    "thread.retitled": _retitled,
    "post.added": _post_added,
    "post.edited": _post_edited,
    "post.retracted": _post_retracted,
    "post.hidden": _post_hidden,
    "post.restored": _post_restored,
    "post.redacted": _post_restored,
    "post.cut": _post_restored,
    "posts.moved": _posts_moved,
    "position.taken": _position_taken,
    "post.reacted": _post_reacted,
}
