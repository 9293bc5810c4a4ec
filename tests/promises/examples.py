"""One example for every way into the product: P18 (rights) and P31 (record) run over the live route table with these.

A route or a socket message that is added to the product and not here fails both. To add yours, write a line into
EXAMPLES under the name the failure gives, `PUT /rooms/{room_id:int}/closure`:

- `words` is what is sent besides the key: the body, or for GET and DELETE the query. A function makes it of the scene.
- Paths are filled from the scene (`tests/promises/scene.py`): room_id, thread_id, post_id, and number, the observer's.
  What else a path names is made by a function marked `@makes("name")`, below.
- `ready` is done before, by hand of the verbs: `scene.store.run(verb, who(scene.debate.owner), …)`.
- `acts` are the audit rows it leaves where they are not the one of its right; `keyless` where it takes no key.
- `asker`: where the act is one person's only, a function that gives that person, new each time.
- `ok`: the statuses of success where they are not 2xx; for what needs a secret that no test has, the refusal it ends with.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from rooms import members, positions, rooms, threads
from rooms.members import RoleChange
from rooms.policy import Role
from rooms.positions import Side, Taking
from tests.promises.scene import Scene, key, who
from tests.world import PASSWORD, Someone

Words = Mapping[str, Any] | Callable[[Scene], Mapping[str, Any]]


class Example(NamedTuple):
    """How one way in is asked; see above."""

    words: Words = MappingProxyType({})
    ready: Callable[[Scene], Awaitable[None]] | None = None
    acts: tuple[str, ...] | None = None
    keyless: bool = False
    asker: Callable[[Scene], Awaitable[Someone]] | None = None
    ok: tuple[int, ...] = ()
    stream: bool = False  # its answer goes on; only its beginning is looked at

    def said(self, scene: Scene) -> dict[str, Any]:
        """What is sent in this scene."""
        return dict(self.words(scene) if callable(self.words) else self.words)


async def _another_owner(scene: Scene) -> None:
    """So that every role can leave."""
    number = scene.debate.number(scene.debate.facilitator)
    promotion = RoleChange(key(), Role.OWNER)
    await scene.store.run(
        members.change_role, who(scene.debate.owner), scene.debate.room_id, number, promotion
    )


async def _close(scene: Scene) -> None:
    closing = threads.Closing(key(), "Đã rõ")
    await scene.store.run(threads.close, who(scene.debate.owner), scene.debate.thread_id, closing)


async def _archive(scene: Scene) -> None:
    archiving = rooms.Archiving(key(), "Đã xong")
    await scene.store.run(rooms.archive, who(scene.debate.owner), scene.debate.room_id, archiving)


async def _stand(scene: Scene) -> None:
    await scene.store.run(
        positions.take, who(scene.debate.owner), scene.debate.post_id, Taking(key(), Side.AGREE)
    )


async def _account(scene: Scene) -> None:
    scene.made["email"] = (await scene.world.person()).email


async def _with_password(scene: Scene) -> Someone:
    return await scene.world.person()


PROFILE = {
    "name": "Lê Thị Hoa",
    "organisation": "Viện Ví dụ",
    "constituency": "expert",
    "language": "vi",
}
ABOUT = {"title": "Dữ liệu mở", "description": "", "visibility": "invited"}

EXAMPLES: dict[str, Example] = {
    # accounts and sessions
    "POST /accounts": Example(
        lambda _: PROFILE | {"email": f"{key().hex}@vidu.invalid", "password": PASSWORD},
        acts=("accounts.sign_up", "sessions.begin"),
    ),
    "POST /session": Example(
        lambda scene: {"email": scene.made["email"], "password": PASSWORD},
        ready=_account,
        keyless=True,
    ),
    "GET /session": Example(),
    "DELETE /session": Example(keyless=True),
    "PUT /me": Example(PROFILE),
    "PUT /me/password": Example(
        {"current": PASSWORD, "new": "một mật khẩu khác"}, asker=_with_password
    ),
    "POST /administrator/{token:str}": Example(ok=(404,)),
    # rooms
    "GET /rooms": Example(),
    "POST /rooms": Example(ABOUT),
    "GET /rooms/{room_id:int}": Example(),
    "PUT /rooms/{room_id:int}": Example(ABOUT),
    "PUT /rooms/{room_id:int}/archival": Example({"reason": "Đã xong"}),
    "DELETE /rooms/{room_id:int}/archival": Example(ready=_archive),
    "PUT /rooms/{room_id:int}/reading": Example({"read": [[1, 2]]}, keyless=True),
    "GET /rooms/{room_id:int}/entries": Example(),
    "GET /rooms/{room_id:int}/live": Example(stream=True),
    # members
    "PUT /rooms/{room_id:int}/members/me": Example(),
    "DELETE /rooms/{room_id:int}/members/me": Example(ready=_another_owner),
    "GET /rooms/{room_id:int}/members": Example(),
    "GET /rooms/{room_id:int}/threads": Example(),
    "POST /rooms/{room_id:int}/members": Example(
        lambda scene: {"email": scene.debate.outsider.email, "role": "member"}
    ),
    "PUT /rooms/{room_id:int}/members/{number:int}": Example({"role": "member"}),
    "DELETE /rooms/{room_id:int}/members/{number:int}": Example({"reason": "Ngoài chủ đề"}),
    # threads and posts
    "POST /rooms/{room_id:int}/threads": Example(
        {"title": "Vì sao?", "body": "Tôi hỏi.", "kind": "question"}
    ),
    "GET /threads/{thread_id:int}": Example(),
    "GET /threads/{thread_id:int}/bodies": Example({"ids": "1"}),
    "PUT /threads/{thread_id:int}/closure": Example({"reason": "Đã rõ"}),
    "DELETE /threads/{thread_id:int}/closure": Example(ready=_close),
    "POST /threads/{thread_id:int}/posts": Example({"body": "Tôi **đồng ý**.", "kind": "support"}),
    "POST /preview": Example({"body": "Tôi **đồng ý**."}, keyless=True),
    "GET /posts/{post_id:int}": Example(),
    "PUT /posts/{post_id:int}": Example({"body": "Tôi nói lại.", "kind": "opinion", "version": 1}),
    "PUT /posts/{post_id:int}/retraction": Example({"reason": "Tôi nhầm"}),
    "PUT /posts/{post_id:int}/position": Example({"position": "agree"}),
    "DELETE /posts/{post_id:int}/position": Example(ready=_stand),
    # documents and pages
    "GET /transcripts": Example(),
    "GET /r/{room_id:int}/transcript": Example(),
    "GET /r/{room_id:int}/transcript/{thread_id:int}": Example(),
    "GET /r/{room_id:int}/transcript/p/{post_id:int}": Example(),
    "GET /documents/{name:str}": Example(ok=(404,)),
    "GET /problems/{reason:str}": Example(ok=(404,)),
    "GET /assets/{path:path}": Example(ok=(404,)),
    "GET /livez": Example(),
    "GET /readyz": Example(),
    # the socket
    "WEBSOCKET /live": Example(),
    "socket follow": Example(),
    "socket unfollow": Example(),
}
SCREEN = Example(ok=(200, 503))  # a page, or the one that says that there are no pages yet


def example_of(way: str, handler: str) -> Example:
    """The example of a way in. Fails where there is none."""
    if handler == "shell":
        return SCREEN
    assert way in EXAMPLES, (
        f"{way} has no example: add a line for it to EXAMPLES in tests/promises/examples.py"
    )
    return EXAMPLES[way]
