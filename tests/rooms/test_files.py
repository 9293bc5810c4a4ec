import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from rooms import files
from rooms.people import Constituency, Language, Person, Who
from rooms.store import Store
from tests import pictures
from tests.bringing import bring, brought, reason
from tests.debate import Debate, gather
from tests.world import World, new_key


def taken(*found: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": file["id"], "alt": f"Mô tả {n}"} for n, file in enumerate(found)]


async def test_a_post_carries_its_files_wherever_it_is_read(debate: Debate) -> None:
    note = await brought(debate.member, debate.room_id, pictures.PDF, "Biên bản.pdf")
    map_ = await brought(debate.member, debate.room_id, pictures.png(), "Bản đồ.png")
    head = await debate.head()
    post = await debate.say(debate.member, "Xem kèm.", files=taken(map_, note))

    assert [file["name"] for file in post["files"]] == ["Bản đồ.png", "Biên bản.pdf"]
    assert post["files"][0] == map_ | {"alt": "Mô tả 0"}
    assert (map_["width"], map_["height"], map_["type"]) == (60, 40, "image/png")
    assert (note["width"], note["size_bytes"]) == (None, len(pictures.PDF))
    (event,) = await debate.events(head)
    assert event["post"]["files"] == post["files"]
    thread = await debate.observer.get(debate.thread)
    assert thread["posts"][-1]["files"] == post["files"]
    assert (await debate.owner.get(f"/posts/{post['id']}"))["post"]["files"] == post["files"]
    correction = {"body": "Xem lại.", "kind": "evidence", "version": 1}
    edited = await debate.member.do("PUT", f"/posts/{post['id']}", **correction)
    assert edited["result"]["files"] == post["files"]


async def test_a_thread_opens_with_files(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, pictures.png())
    question = {"title": "Vì sao?", "body": "Xem bản đồ.", "files": [{"id": file["id"]}]}
    opened = await debate.member.do("POST", f"{debate.room}/threads", **question)
    assert [each["id"] for each in opened["result"]["post"]["files"]] == [file["id"]]


async def test_a_retried_upload_is_one_file_and_another_file_is_another_command(
    debate: Debate,
) -> None:
    key = new_key()
    first = await bring(debate.member, debate.room_id, pictures.png(), "a.png", key)
    again = await bring(debate.member, debate.room_id, pictures.png(), "a.png", key)
    other = await bring(debate.member, debate.room_id, pictures.png(9, 9), "a.png", key)
    assert first.json() == again.json()
    assert reason(other) == "already-used"


async def test_a_file_is_taken_once_by_its_own_person_in_its_own_room(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, pictures.PDF, "a.pdf")
    elsewhere = await debate.world.room(debate.member)
    thread = await debate.world.thread(debate.member, elsewhere)

    for who, path in ((debate.owner, debate.thread), (debate.member, f"/threads/{thread}")):
        refused = await who.ask("POST", f"{path}/posts", body="Của tôi.", files=taken(file))
        assert (refused.status_code, reason(refused)) == (409, "file-gone")
    await debate.say(debate.member, files=taken(file))
    for ids in ([file["id"]], [10**12], [file["id"], file["id"]]):
        asked = [{"id": each} for each in ids]
        refused = await debate.member.ask(
            "POST", f"{debate.thread}/posts", body="Lại.", files=asked
        )
        assert (refused.status_code, reason(refused)) == (409, "file-gone")


async def test_two_posts_at_once_do_not_share_a_file(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, pictures.PDF, "a.pdf")
    body = {"body": "Kèm tệp.", "files": taken(file)}
    asked = (debate.member.ask("POST", f"{debate.thread}/posts", **body) for _ in range(4))
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_more_than_five_files_and_long_descriptions_are_refused(debate: Debate) -> None:
    for attached in ([{"id": n} for n in range(6)], [{"id": 1, "alt": "ý" * 501}]):
        refused = await debate.member.ask(
            "POST", f"{debate.thread}/posts", body="Kèm.", files=attached
        )
        assert refused.status_code in {400, 413}, refused.text


async def test_the_database_itself_keeps_a_file_with_its_post_and_its_person(
    debate: Debate,
) -> None:
    file = await brought(debate.member, debate.room_id, pictures.PDF, "a.pdf")
    other = await brought(debate.owner, debate.room_id, pictures.PDF, "b.pdf")
    await debate.say(debate.member, files=taken(file))
    async with debate.world.sql() as conn:
        member = await conn.fetchval("select person_id from file where id = $1", file["id"])
        for change, args in (
            ("update file set post_id = null, place = null where id = $1", (file["id"],)),
            ("update file set person_id = $2 where id = $1", (other["id"], member)),
            (
                "update file set post_id = $2, place = 1 where id = $1",
                (other["id"], debate.post_id),
            ),
        ):
            with pytest.raises(asyncpg.CheckViolationError) as refused:
                await conn.execute(change, *args)
            assert refused.value.constraint_name == "file_taken_once"


async def test_who_may_not_speak_brings_no_file(debate: Debate) -> None:
    for who, status in ((debate.observer, 403), (debate.outsider, 404)):
        assert (await bring(who, debate.room_id, pictures.png())).status_code == status
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")
    archived = await bring(debate.member, debate.room_id, pictures.png())
    assert reason(archived) == "room-archived"


async def test_a_public_room_asks_to_be_joined_first(world: World) -> None:
    debate = await gather(world, visibility="public")
    assert reason(await bring(debate.outsider, debate.room_id, pictures.png())) == "join-first"


async def test_every_upload_is_on_record_without_its_words(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, pictures.png(), "Nhà tôi.png")
    async with debate.world.sql() as conn:
        facts = await conn.fetchval(
            "select facts::text from audit where act = 'files.upload' order by id desc limit 1"
        )
    assert f'"file":{file["id"]}' in facts
    assert "Nhà tôi" not in facts


async def test_allowances_hold_for_uploads_at_the_same_moment(world: World) -> None:
    debate = await gather(world)
    store: Store = world.app.state.store
    who = debate.member
    verbs = await asyncio.gather(
        *(_upload(store, who.id, debate.room_id, size_bytes=40) for _ in range(5)),
        return_exceptions=True,
    )
    refused = [each for each in verbs if isinstance(each, Exception)]
    assert len(refused) == 3
    assert {str(each) for each in refused} == {"files-of-person-full"}


async def _upload(store: Store, person_id: int, room_id: int, size_bytes: int) -> files.Attachment:
    person = Person(person_id, "Minh", "", Constituency.CITIZEN, Language.VI, administrator=False)
    allowance = files.Allowance(100, 1000, 10)
    command = files.Upload(UUID(new_key()), "a.pdf", "00", size_bytes)
    kept = files.Kept(files.FileType.PDF, size_bytes, bytes(32))
    return (await store.run(files.upload, Who(person), room_id, command, kept, allowance)).result


@pytest.mark.parametrize("naming", ["roles", "pseudonyms"])
async def test_a_room_without_names_takes_no_file_that_may_carry_its_authors(
    world: World, naming: str
) -> None:
    debate = await gather(world, naming=naming)
    for body, name in ((pictures.PDF, "a.pdf"), (pictures.docx(), "a.docx")):
        refused = await bring(debate.member, debate.room_id, body, name)
        assert (refused.status_code, reason(refused)) == (400, "file-may-name")
    for body, name in ((pictures.png(), "a.png"), (b"a,b\n1,2\n", "a.csv"), (b"Xin", "a.txt")):
        await brought(debate.member, debate.room_id, body, name)
