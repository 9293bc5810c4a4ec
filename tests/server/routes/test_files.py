"""Files over HTTP: who is given one, in what form, and what nobody is given."""

import hashlib
import os
import time
from typing import Any
from urllib.parse import quote

import httpx

from rooms.store import Store
from server.files import sweeping
from tests import pictures
from tests.bringing import brought, intake, kept, reason
from tests.debate import Debate, gather
from tests.world import World, new_key


def of(file: dict[str, Any], form: str = "files") -> str:
    return f"/{form}/{file['id']}/{quote(file['name'], safe='')}"


async def attached(debate: Debate, body: bytes, name: str) -> dict[str, Any]:
    file = await brought(debate.member, debate.room_id, body, name)
    await debate.say(debate.member, "Kèm tệp.", files=[{"id": file["id"]}])
    return file


async def test_a_document_comes_back_as_it_was_and_only_to_be_saved(debate: Debate) -> None:
    file = await attached(debate, pictures.PDF, "Biên bản.pdf")
    answer = await debate.observer.http.get(of(file))
    assert (answer.status_code, answer.content) == (200, pictures.PDF)
    headers = answer.headers
    assert headers["content-type"] == "application/pdf"
    assert headers["content-disposition"].startswith("attachment; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'; ")
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "private, no-cache"
    assert headers["etag"] == f'"{hashlib.sha256(pictures.PDF).hexdigest()}"'
    assert headers["content-length"] == str(len(pictures.PDF))


async def test_a_text_says_its_encoding(debate: Debate) -> None:
    file = await attached(debate, "Mã,Tên\n1,Thửa".encode(), "bảng.csv")
    answer = await debate.owner.http.get(of(file))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; ")


async def test_an_image_is_shown_and_has_a_small_form(debate: Debate) -> None:
    file = await attached(debate, pictures.jpeg(1200, 800, told=pictures.TELLING), "ảnh.jpg")
    full = await debate.owner.http.get(of(file))
    small = await debate.owner.http.get(of(file, "thumbnails"))
    assert full.headers["content-type"] == "image/jpeg"
    assert full.headers["content-disposition"].startswith("inline; ")
    assert small.headers["content-type"] == "image/webp"
    assert len(small.content) < len(full.content)
    assert pictures.TELLING.encode() not in full.content + small.content
    assert small.headers["content-security-policy"] == full.headers["content-security-policy"]


async def test_what_the_browser_has_is_not_sent_again(debate: Debate) -> None:
    file = await attached(debate, pictures.png(), "a.png")
    for address in (of(file), of(file, "thumbnails")):
        tag = (await debate.owner.http.get(address)).headers["etag"]
        again = await debate.owner.http.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


async def test_a_part_of_a_file_can_be_asked_for(debate: Debate) -> None:
    file = await attached(debate, pictures.PDF, "a.pdf")
    ask = debate.owner.http.get
    part = await ask(of(file), headers={"range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, pictures.PDF[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(pictures.PDF)}"
    stale = await ask(of(file), headers={"range": "bytes=5-9", "if-range": '"cu"'})
    assert (stale.status_code, stale.content) == (200, pictures.PDF)
    beyond = await ask(of(file), headers={"range": f"bytes={len(pictures.PDF)}-"})
    assert (beyond.status_code, reason(beyond)) == (416, "no-such-range")


async def test_a_file_of_a_room_one_may_not_read_is_no_file(debate: Debate, world: World) -> None:
    file = await attached(debate, pictures.png(), "a.png")
    nobody = world.client()
    answers: list[httpx.Response] = []
    for form in ("files", "thumbnails"):
        missing = f"/{form}/{10**12}/a.png"
        answers += [
            await nobody.get(of(file, form)),
            await debate.outsider.http.get(of(file, form)),
        ]
        answers += [await nobody.get(missing), await debate.owner.http.get(missing)]
        answers += [await debate.owner.http.get(of(file | {"name": "b.png"}, form))]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert (await debate.observer.http.get(of(file))).status_code == 200


async def test_a_public_room_s_files_are_public_once_they_are_posted(world: World) -> None:
    debate = await gather(world, visibility="public")
    file = await brought(debate.member, debate.room_id, pictures.png(), "a.png")
    nobody = world.client()
    assert (await nobody.get(of(file))).status_code == 404
    assert (await debate.owner.http.get(of(file))).status_code == 404
    assert (await debate.member.http.get(of(file))).status_code == 200
    await debate.say(debate.member, files=[{"id": file["id"]}])
    assert (await nobody.get(of(file))).status_code == 200


async def test_a_retracted_post_s_files_are_there_for_nobody_in_any_form(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, pictures.png(), "Bí mật.png")
    before = await debate.head()
    command = {
        "key": new_key(),
        "body": "Kèm tệp.",
        "files": [{"id": file["id"], "alt": "Bí mật gia đình"}],
    }
    post = (await debate.member.http.post(f"{debate.thread}/posts", json=command)).json()["result"]
    await debate.member.do("PUT", f"/posts/{post['id']}/retraction", reason="Nhầm")
    for who in (debate.member, debate.owner):
        for form in ("files", "thumbnails"):
            assert (await who.http.get(of(file, form))).status_code == 404
    again = await debate.member.http.post(f"{debate.thread}/posts", json=command)
    told = [
        again.text,
        str(await debate.events(before)),
        (await debate.owner.http.get(debate.thread)).text,
        (await debate.owner.http.get(f"/posts/{post['id']}")).text,
        (await debate.owner.http.get(f"/r/{debate.room_id}/transcript")).text,
    ]
    for each in told:
        assert "Bí mật" not in each
    assert again.json()["result"]["files"] == []


async def test_who_is_removed_is_given_nothing_more(debate: Debate) -> None:
    file = await attached(debate, pictures.png(), "a.png")
    assert (await debate.observer.http.get(of(file))).status_code == 200
    number = debate.number(debate.observer)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Ngoài chủ đề")
    assert (await debate.observer.http.get(of(file))).status_code == 404


async def test_what_nobody_needs_is_swept_and_what_somebody_needs_stays(debate: Debate) -> None:
    store: Store = debate.world.app.state.store
    folder = intake(debate.world).folder
    posted = await attached(debate, b"con", "a.txt")
    shared = await brought(debate.owner, debate.room_id, b"con", "b.txt")
    waiting = await brought(debate.member, debate.room_id, pictures.png(31, 31), "c.png")
    fresh = await brought(debate.member, debate.room_id, b"moi", "d.txt")
    async with debate.world.sql() as conn:
        await conn.execute(
            "update file set uploaded_at = now() - interval '25 hours' where id = any($1::bigint[])",
            [shared["id"], waiting["id"]],
        )
    two_days = time.time() - 2 * 86400
    for file in kept(debate.world):
        os.utime(file, (two_days, two_days))
    stray, opened = folder.temporary()
    opened.close()
    os.utime(stray, (two_days, two_days))

    await sweeping.sweep(store, folder)

    get = debate.member.http.get
    assert (await get(of(posted))).content == b"con"
    assert (await get(of(fresh))).content == b"moi"
    for gone in (waiting, shared):
        assert (await debate.owner.http.get(of(gone))).status_code == 404
    left = {each.name for each in kept(debate.world)}
    assert hashlib.sha256(b"con").hexdigest()[2:] in left
    async with debate.world.sql() as conn:
        rows = await conn.fetch("select digest, thumbnail from file")
    needed = {d.hex()[2:] for row in rows for d in row if d is not None}
    assert left <= needed


async def test_a_row_whose_bytes_are_missing_is_a_file_that_is_not_there(debate: Debate) -> None:
    file = await attached(debate, b"se mat", "a.txt")
    await intake(debate.world).folder.remove(hashlib.sha256(b"se mat").digest(), -1.0)
    assert (await debate.owner.http.get(of(file))).status_code == 404


async def test_the_api_s_description_says_that_a_file_is_bytes(world: World) -> None:
    paths = (await world.client().get("/openapi/openapi.json")).json()["paths"]
    taken = paths["/rooms/{room_id}/files"]["post"]["requestBody"]["content"]
    assert taken["application/octet-stream"]["schema"] == {"type": "string", "format": "binary"}
    given = paths["/files/{file_id}/{name}"]["get"]["responses"]
    assert {"200", "206", "404", "416"} <= set(given)
