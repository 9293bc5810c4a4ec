"""What must be there before a way in can be asked, and what its path names: made by hand of the verbs.

`@makes("name")` says what `{name:…}` in a path stands for in a scene.
"""

import hashlib

from rooms import (
    accounts,
    invitations,
    members,
    muting,
    positions,
    rooms,
    slowing,
    threads,
    unsent,
    verification,
)
from rooms.accounts import Profile
from rooms.audit import Command
from rooms.members import RoleChange
from rooms.people import Constituency, Language
from rooms.positions import Side, Taking
from rooms.roles import Role
from rooms.rule import Scope
from rooms.slowing import Slowing
from server.identity import api_tokens, sessions
from server.invitations import hash_of
from tests.promises.scene import MISSING, Scene, key, makes, who
from tests.world import Someone


async def another_owner(scene: Scene) -> None:
    """So that every role can leave."""
    number = scene.debate.number(scene.debate.facilitator)
    promotion = RoleChange(key(), Role.OWNER)
    await scene.store.run(
        members.change_role, who(scene.debate.owner), scene.debate.room_id, number, promotion
    )


async def close(scene: Scene) -> None:
    closing = threads.Closing(key(), "Đã rõ")
    await scene.store.run(threads.close, who(scene.debate.owner), scene.debate.thread_id, closing)


async def another_thread(scene: Scene) -> None:
    """Where a branch can go."""
    asked = threads.Question(key(), "Chuyện khác", "Tôi hỏi.")
    owner, room_id = who(scene.debate.owner), scene.debate.room_id
    done = await scene.store.run(threads.open_thread, owner, room_id, asked, "<p>Tôi hỏi.</p>")
    assert done.result.thread is not None, "no rule holds it"
    scene.made["thread"] = done.result.thread.id


async def slow(scene: Scene) -> None:
    slowed = Slowing(key(), 60, "Nói chậm lại")
    await scene.store.run(slowing.slow, who(scene.debate.owner), scene.debate.thread_id, slowed)


async def archive(scene: Scene) -> None:
    archiving = rooms.Archiving(key(), "Đã xong")
    await scene.store.run(rooms.archive, who(scene.debate.owner), scene.debate.room_id, archiving)


async def stand(scene: Scene) -> None:
    await scene.store.run(
        positions.take, who(scene.debate.owner), scene.debate.post_id, Taking(key(), Side.AGREE)
    )


async def account(scene: Scene) -> None:
    scene.made["email"] = (await scene.world.person()).email


async def with_password(scene: Scene) -> Someone:
    return await scene.world.person()


@makes("person_id")
async def person(scene: Scene) -> int:
    return (await scene.world.people("Bùi Thị Xuân"))[0].id


@makes("invitation_id")
async def invitation(scene: Scene) -> int:
    linking = invitations.Linking(key())
    hash_ = hashlib.sha256(linking.key.bytes).digest()
    owner = who(scene.debate.owner)
    made = await scene.store.run(invitations.open_link, owner, scene.debate.room_id, linking, hash_)
    return made.result.id


@makes("session_id")
async def session(scene: Scene) -> int:
    token = sessions.hash_of(sessions.new_token())
    begun = await scene.store.run(sessions.begin, None, scene.asker.id, token, "máy khác")
    assert begun.result.who.session_id is not None
    return begun.result.who.session_id


@makes("token_id")
async def token(scene: Scene) -> int:
    wish = api_tokens.Wish(key(), "Thống kê", [Scope.READ], 30)
    hash_ = sessions.hash_of(sessions.new_token())
    issued = await scene.store.run(api_tokens.issue, who(scene.asker), wish, hash_)
    return issued.result.id


@makes("draft")
async def draft(scene: Scene) -> str:
    typed = unsent.Typed(key(), "Tôi nghĩ rằng")
    await scene.store.run(unsent.keep, who(scene.debate.member), scene.debate.thread_id, typed)
    return str(typed.key)


@makes("passkey_id")
async def passkey(_: Scene) -> int:
    return MISSING  # one is made by a browser alone


@makes("_")
async def room(scene: Scene) -> int:
    return scene.debate.room_id


@makes("__")
async def thing(scene: Scene) -> int:
    return scene.debate.thread_id


@makes("leaf")
async def leaf(_: Scene) -> int:
    return 0


@makes("file_id")
async def file(scene: Scene) -> int:
    answer = await scene.debate.member.http.post(
        f"{scene.debate.room}/files",
        params={"key": str(key()), "name": "ghi chú.txt"},
        content="Một dòng.".encode(),
    )
    assert answer.is_success, answer.text
    kept = answer.json()["result"]
    scene.made["name"] = kept["name"]
    said = {"body": "Xem tệp.", "kind": "evidence", "files": [{"id": kept["id"], "alt": ""}]}
    await scene.debate.member.do("POST", f"{scene.debate.thread}/posts", **said)
    return int(kept["id"])


async def a_sixth(scene: Scene) -> None:
    """The member acted upon is nobody of those who ask."""
    adding = members.Adding(key(), (await scene.world.people("Hồ Xuân Hương"))[0].email)
    added = await scene.store.run(
        members.add, who(scene.debate.owner), scene.debate.room_id, adding
    )
    scene.made["number"] = added.result.number


async def newly_named(scene: Scene) -> None:
    """The member, under a name that nobody has reported or hidden."""
    name = f"Phạm {key().hex[-8:]}"
    profile = Profile(key(), name, "", Constituency.EXPERT, Language.VI)
    await scene.store.run(accounts.change_profile, who(scene.debate.member), profile)
    scene.made["number"] = scene.debate.number(scene.debate.member)


async def mute(scene: Scene) -> None:
    muting_ = muting.Muting(key(), scene.debate.room_id, scene.debate.number(scene.debate.observer))
    await scene.store.run(muting.mute, who(scene.debate.owner), muting_)


async def verified(scene: Scene) -> None:
    person_id = int(await scene.param("person_id"))
    (colleague,) = await scene.world.people("Đặng Quản Trị")
    async with scene.world.appointed(colleague):
        await scene.store.run(verification.verify, who(colleague), person_id, Command(key()))


async def link(scene: Scene) -> None:
    linking = invitations.Linking(key())
    token = scene.made["token"] = linking.key.hex
    owner = who(scene.debate.owner)
    await scene.store.run(
        invitations.open_link, owner, scene.debate.room_id, linking, hash_of(str(token))
    )
