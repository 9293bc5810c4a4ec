"""One example for every way into the product: P18 (rights) and P31 (record) run over the live route table with these.

A route or a socket message that is added to the product and not here fails both. To add yours, write a line into
EXAMPLES under the name the failure gives, `PUT /rooms/{room_id:int}/closure`; what it can say is in `tests/promises/example.py`.
Those of moderation and of proposals stand beside, in moderation_examples.py and proposal_examples.py.
Paths are filled from the scene (`tests/promises/scene.py`): room_id, thread_id, post_id, and number, the observer's.
What else a path names is made by a function marked `@makes("name")` in tests/promises/making.py.
"""

from tests.promises import making
from tests.promises.argument_examples import ARGUMENTS
from tests.promises.example import Example
from tests.promises.moderation_examples import MODERATION
from tests.promises.proposal_examples import PROPOSALS
from tests.promises.scene import key
from tests.promises.voting_examples import VOTES
from tests.world import PASSWORD

PROFILE = {
    "name": "Lê Thị Hoa",
    "organisation": "Viện Ví dụ",
    "constituency": "expert",
    "language": "vi",
}
MADE = {"id": "AA", "client_data": "AA", "attestation": "AA"}
SIGNED = {"id": "AA", "client_data": "AA", "authenticator_data": "AA", "signature": "AA"}
NUMBERED = (409,)  # passkeys are bound to a name, and the server of the tests has a number
ABOUT = {"title": "Dữ liệu mở", "description": "", "visibility": "invited"}

BESIDE = MODERATION | PROPOSALS | ARGUMENTS | VOTES
EXAMPLES: dict[str, Example] = BESIDE | {
    # accounts and sessions
    "POST /accounts": Example(
        lambda _: PROFILE | {"email": f"{key().hex}@vidu.invalid", "password": PASSWORD},
        acts=("accounts.sign_up", "sessions.begin"),
    ),
    "POST /session": Example(
        lambda scene: {"email": scene.made["email"], "password": PASSWORD},
        ready=making.account,
        keyless=True,
    ),
    "GET /session": Example(),
    "DELETE /session": Example(keyless=True),
    "PUT /me": Example(PROFILE),
    "PUT /me/password": Example(
        {"current": PASSWORD, "new": "một mật khẩu khác"}, asker=making.with_password
    ),
    "POST /administrator/{token:str}": Example(ok=(404,)),
    # rooms
    "GET /rooms": Example(),
    "POST /rooms": Example(ABOUT),
    "GET /rooms/{room_id:int}": Example(),
    "PUT /rooms/{room_id:int}": Example(ABOUT),
    "PUT /rooms/{room_id:int}/archival": Example({"reason": "Đã xong"}),
    "DELETE /rooms/{room_id:int}/archival": Example(ready=making.archive),
    "PUT /rooms/{room_id:int}/reading": Example({"read": [[1, 2]]}, keyless=True),
    "GET /rooms/{room_id:int}/entries": Example(),
    "GET /rooms/{room_id:int}/live": Example(stream=True),
    # members
    "PUT /rooms/{room_id:int}/members/me": Example(),
    "DELETE /rooms/{room_id:int}/members/me": Example(ready=making.another_owner),
    "GET /rooms/{room_id:int}/members": Example(),
    "GET /rooms/{room_id:int}/threads": Example(),
    "GET /rooms/{room_id:int}/threads/lines": Example(),
    "POST /rooms/{room_id:int}/members": Example(
        lambda scene: {"email": scene.debate.outsider.email, "role": "member"}
    ),
    "PUT /rooms/{room_id:int}/members/{number:int}": Example({"role": "member"}),
    "PUT /rooms/{room_id:int}/members/{number:int}/removal": Example({"reason": "Ngoài chủ đề"}),
    # invitations, muting
    "GET /rooms/{room_id:int}/invitations": Example(),
    "POST /rooms/{room_id:int}/invitations": Example(
        lambda _: {"email": f"{key().hex}@vidu.invalid"}
    ),
    "POST /rooms/{room_id:int}/invitations/links": Example(),
    "DELETE /rooms/{room_id:int}/invitations/{invitation_id:int}": Example(),
    "POST /invitations/offer": Example(
        lambda scene: {"token": scene.made["token"]}, ready=making.link, keyless=True
    ),
    "POST /invitations/acceptance": Example(
        lambda scene: {"token": scene.made["token"]}, ready=making.link
    ),
    "GET /me/data": Example(),
    "GET /me/data-requests": Example(),
    "POST /me/data-requests": Example({"kind": "erasure", "words": "Xin xóa dữ liệu của tôi."}),
    # drafts
    "GET /me/unsent": Example(),
    "PUT /threads/{thread_id:int}/unsent": Example(
        lambda _: {"key": str(key()), "body": "Tôi nghĩ rằng"}, keyless=True
    ),
    "DELETE /me/unsent/{draft:uuid}": Example({"version": 1}, keyless=True),
    "GET /me/mutes": Example(),
    "GET /me/proposals": Example(),
    "PUT /rooms/{room_id:int}/members/{number:int}/mute": Example(ready=making.a_sixth),
    "DELETE /rooms/{room_id:int}/members/{number:int}/mute": Example(ready=making.mute),
    # administration
    "POST /administration/people": Example({"words": "Xuân"}, keyless=True),
    "GET /administration/settings": Example(),
    "POST /administration/people/{person_id:int}/rights": Example(keyless=True),
    "POST /administration/people/{person_id:int}/rooms/{room_id:int}/rights": Example(keyless=True),
    "PUT /administration/people/{person_id:int}/verification": Example(),
    "PUT /administration/people/{person_id:int}/verification/withdrawal": Example(
        {"reason": "Đã đổi công tác"}, ready=making.verified
    ),
    "POST /record/consultations": Example(keyless=True),
    # one's own sessions, tokens, factors
    "GET /me/sessions": Example(),
    "DELETE /me/sessions": Example(),
    "DELETE /me/sessions/{session_id:int}": Example(keyless=True),
    "GET /me/tokens": Example(),
    "POST /me/tokens": Example(
        {"name": "Thống kê", "scopes": ["read"], "days": 30, "password": PASSWORD},
        asker=making.with_password,
    ),
    "DELETE /me/tokens/{token_id:int}": Example(),
    "GET /me/factors": Example(),
    "POST /me/factors/totp": Example(
        {"password": PASSWORD}, asker=making.with_password, keyless=True
    ),
    "PUT /me/factors/totp": Example({"code": "123456"}, keyless=True, ok=(403, 404, 409)),
    "PUT /me/factors/totp/removal": Example(
        {"password": PASSWORD}, asker=making.with_password, ok=(403, 404, 409)
    ),
    "POST /me/factors/codes": Example(
        {"password": PASSWORD}, asker=making.with_password, keyless=True, ok=(403, 404, 409)
    ),
    "POST /me/passkeys/challenge": Example(
        {"password": PASSWORD}, asker=making.with_password, keyless=True, acts=(), unmet=NUMBERED
    ),
    "POST /me/passkeys": Example(
        {"name": "Điện thoại", "made": MADE}, keyless=True, ok=(400, 403), unmet=NUMBERED
    ),
    "PUT /me/passkeys/{passkey_id:int}": Example({"name": "Điện thoại"}, ok=(404,)),
    "PUT /me/passkeys/{passkey_id:int}/removal": Example(
        {"password": PASSWORD}, asker=making.with_password, ok=(404,)
    ),
    "POST /session/second": Example({"code": "123456"}, keyless=True, ok=(401,)),
    "POST /session/challenge": Example(keyless=True, acts=(), unmet=NUMBERED),
    "POST /session/passkey": Example(SIGNED, keyless=True, ok=(400, 401, 403), unmet=NUMBERED),
    "POST /password-resets": Example(lambda _: {"email": f"{key().hex}@vidu.invalid"}),
    "PUT /password": Example({"token": "khong-co", "new": "một mật khẩu khác"}, ok=(400, 404)),
    # what one is told
    "GET /notices": Example(),
    "GET /notices/unread": Example(),
    "PUT /notices/reading": Example(keyless=True),
    "GET /me/telling": Example(),
    "PUT /me/telling": Example({"mail": "daily", "hour": 7}),
    "PUT /rooms/{room_id:int}/telling": Example({"mail": None, "inbox": "everything"}),
    "GET /unsubscribe/{token:str}": Example(ok=(404,)),
    "POST /unsubscribe/{token:str}": Example(keyless=True, ok=(404,)),
    # finding, files, the record
    "POST /search": Example({"q": "dữ liệu"}, keyless=True),
    "POST /rooms/{room_id:int}/similar": Example({"text": "Điểm nghẽn dữ liệu"}, keyless=True),
    "POST /rooms/{room_id:int}/files": Example({"name": "ghi chú.txt"}, raw="Một dòng.".encode()),
    "GET /files/{file_id:int}/{name:str}": Example(),
    "GET /thumbnails/{file_id:int}/{name:str}": Example(ok=(404,)),
    "GET /record/checkpoint": Example(ok=(200, 404)),
    "GET /record/key": Example(ok=(200, 404)),
    "GET /record/consistency": Example({"first": 0, "second": 0}, ok=(200, 400, 404)),
    "GET /record/leaves/{leaf:int}/proof": Example({"size": 1}, ok=(200, 404)),
    # threads and posts
    "POST /rooms/{room_id:int}/threads": Example(
        {"title": "Vì sao?", "body": "Tôi hỏi.", "kind": "question"}
    ),
    "GET /threads/{thread_id:int}": Example(),
    "GET /threads/{thread_id:int}/bodies": Example({"ids": "1"}),
    "GET /threads/{thread_id:int}/subject": Example(),
    "PUT /threads/{thread_id:int}/closure": Example({"reason": "Đã rõ"}),
    "DELETE /threads/{thread_id:int}/closure": Example(ready=making.close),
    "PUT /threads/{thread_id:int}/slow-mode": Example(
        {"every_s": 60, "reason": "Nói chậm lại", "hours": 2}
    ),
    "DELETE /threads/{thread_id:int}/slow-mode": Example(ready=making.slow),
    "POST /threads/{thread_id:int}/posts": Example({"body": "Tôi **đồng ý**.", "kind": "support"}),
    "POST /preview": Example({"body": "Tôi **đồng ý**."}, keyless=True),
    "GET /posts/{post_id:int}": Example(),
    "PUT /posts/{post_id:int}": Example({"body": "Tôi nói lại.", "kind": "opinion", "version": 1}),
    "PUT /posts/{post_id:int}/retraction": Example({"reason": "Tôi nhầm"}),
    "POST /posts/{post_id:int}/thread": Example({"title": "Hạ tầng", "reason": "Ngoài chủ đề"}),
    "PUT /posts/{post_id:int}/thread": Example(
        lambda scene: {"thread_id": scene.made["thread"], "reason": "Ngoài chủ đề"},
        ready=making.another_thread,
    ),
    "PUT /posts/{post_id:int}/position": Example({"position": "agree"}),
    "DELETE /posts/{post_id:int}/position": Example(ready=making.stand),
    "PUT /posts/{post_id:int}/reaction": Example({"reaction": "thanks"}),
    "DELETE /posts/{post_id:int}/reaction": Example({"reaction": "thanks"}),
    # documents and pages
    "GET /transcripts": Example(),
    "GET /r/{room_id:int}/transcript": Example(),
    "GET /r/{room_id:int}/transcript/{thread_id:int}": Example(),
    "GET /r/{room_id:int}/transcript/p/{post_id:int}": Example(),
    "GET /moderation/record": Example(),
    "GET /moderation/record.csv": Example(),
    "GET /moderation/statistics": Example(),
    "GET /moderation/statistics.csv": Example(),
    "GET /documents/{name:str}": Example(ok=(404,)),
    "GET /problems/{reason:str}": Example(ok=(404,)),
    "GET /assets/{path:path}": Example(ok=(404,)),
    "GET /sw.js": Example(),
    "GET /manifest.webmanifest": Example(ok=(200, 404)),
    "GET /livez": Example(),
    "GET /readyz": Example(),
    # the socket
    "WEBSOCKET /live": Example(),
    "socket follow": Example(),
    "socket unfollow": Example(),
    "socket here": Example(),
    "socket typing": Example(),
    "socket caret": Example(),
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
