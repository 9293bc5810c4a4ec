"""The acts of a debate that a client sends under a key: how each is asked for, and what it tells the room.

The tests of roles, of outsiders, of retries and of the audit run over this one table. What every route of the product
must keep is proven over all of them, P18 and P31, with the examples of tests/promises/examples.py.
"""

from typing import Any, NamedTuple

import httpx

from tests.debate import Debate
from tests.world import Someone, new_key


class Act(NamedTuple):
    """One act. `path` and `words` may name what a debate has: {room}, {thread}, {post}, {observer}, {email}.

    `by` is the least role that may do it, `told` the events it brings the room, `after` the act that must have
    been done before it.
    """

    verb: str
    method: str
    path: str
    words: dict[str, Any]
    by: str
    told: tuple[str, ...]
    after: str | None = None


ACTS: dict[str, Act] = {
    act.verb: act
    for act in (
        Act("rooms.open_room", "POST", "/rooms", {"title": "Phòng mới", "description": "", "visibility": "invited"}, "outsider", ()),
        Act("rooms.describe", "PUT", "{room}", {"title": "Dữ liệu mở", "description": "Về nút thắt.", "visibility": "invited"}, "owner", ("room.described",)),
        Act("rooms.archive", "PUT", "{room}/archival", {"reason": "Đã xong"}, "owner", ("room.archived",)),
        Act("rooms.unarchive", "DELETE", "{room}/archival", {}, "owner", ("room.unarchived",), "rooms.archive"),
        Act("members.join", "PUT", "{room}/members/me", {}, "outsider", ("member.joined",)),
        Act("members.leave", "DELETE", "{room}/members/me", {}, "observer", ("member.left",)),
        Act("members.add", "POST", "{room}/members", {"email": "{email}", "role": "member"}, "facilitator", ("member.joined",)),
        Act("members.change_role", "PUT", "{room}/members/{observer}", {"role": "member"}, "owner", ("member.role_changed",)),
        Act("members.remove", "PUT", "{room}/members/{observer}/removal", {"reason": "Ngoài chủ đề"}, "facilitator", ("member.removed",)),
        Act("threads.open_thread", "POST", "{room}/threads", {"title": "Vì sao?", "body": "Tôi hỏi.", "kind": "question"}, "member", ("thread.opened", "post.added")),
        Act("threads.close", "PUT", "{thread}/closure", {"reason": "Đã rõ"}, "moderator", ("thread.closed",)),
        Act("threads.reopen", "DELETE", "{thread}/closure", {}, "moderator", ("thread.reopened",), "threads.close"),
        Act("slowing.slow", "PUT", "{thread}/slow-mode", {"every_s": 60, "reason": "Nói chậm lại"}, "moderator", ("thread.slowed",)),
        Act("slowing.unslow", "DELETE", "{thread}/slow-mode", {}, "moderator", ("thread.unslowed",), "slowing.slow"),
        Act("posts.reply", "POST", "{thread}/posts", {"body": "Tôi **đồng ý**.", "kind": "support"}, "member", ("post.added",)),
        Act("posts.edit", "PUT", "{post}", {"body": "Tôi nói lại.", "kind": "opinion", "version": 1}, "member", ("post.edited",)),
        Act("posts.retract", "PUT", "{post}/retraction", {"reason": "Tôi nhầm"}, "member", ("post.retracted",)),
        Act("moving.split", "POST", "{post}/thread", {"title": "Hạ tầng", "reason": "Ngoài chủ đề"}, "moderator", ("thread.opened", "posts.moved")),
        Act("positions.take", "PUT", "{post}/position", {"position": "agree"}, "member", ("position.taken",)),
        Act("positions.withdraw", "DELETE", "{post}/position", {}, "member", ("position.taken",)),
    )
}  # fmt: skip

INSIDE = [act for act in ACTS.values() if act.by != "outsider"]


def address(debate: Debate, act: Act) -> str:
    """The act's path in this debate."""
    observer = debate.number(debate.observer)
    return act.path.format(
        room=debate.room, thread=debate.thread, post=debate.post, observer=observer
    )


def words(debate: Debate, act: Act) -> dict[str, Any]:
    """What the act is sent with, but for the key."""
    return {
        name: debate.outsider.email if word == "{email}" else word
        for name, word in act.words.items()
    }


async def prepare(debate: Debate, act: Act) -> None:
    """Do what must have been done before: by the owner, or for a joiner by opening the room."""
    if act.after is not None:
        answer = await ask(debate, ACTS[act.after], debate.owner)
        assert answer.is_success, answer.text
    if act.verb == "members.join":
        open_to_all = ACTS["rooms.describe"].words | {"visibility": "members"}
        await debate.owner.do("PUT", debate.room, **open_to_all)


async def ask(
    debate: Debate, act: Act, who: Someone, key: str | None = None, **changed: Any
) -> httpx.Response:
    """Ask for the act as somebody, under a key of its own or a given one."""
    told = {"key": key or new_key()} | words(debate, act) | changed
    return await who.ask(act.method, address(debate, act), **told)
