"""What was said is found at once, by those who may read it and by nobody else, and not any more once it is taken back."""

import secrets
from typing import Any

import pytest

from rooms import ranking
from rooms.search import MOST, PAGE
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key


def word() -> str:
    """A word that stands nowhere else."""
    return "tu" + secrets.token_hex(6).translate(str.maketrans("0123456789", "ghijklmnop"))


async def search(who: Someone, q: str, **filters: Any) -> dict[str, Any]:
    answer = await who.http.post("/search", json={"q": q} | filters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def posts(who: Someone, q: str, **filters: Any) -> list[int]:
    return [hit["post_id"] for hit in (await search(who, q, **filters))["hits"]]


async def test_a_post_is_found_as_soon_as_it_is_there_with_or_without_diacritics(
    debate: Debate,
) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Nên **khoán chi** đến sản phẩm cuối cùng, {rare}.")
    for query in (rare, f"khoán chi {rare}", f"khoan chi {rare}", f"KHOÁN {rare.upper()}"):
        assert await posts(debate.observer, query) == [post["id"]], query
    (hit,) = (await search(debate.observer, f"khoan chi {rare}"))["hits"]
    assert hit["excerpt"] == ["Nên ", "khoán chi", " đến sản phẩm cuối cùng, ", rare, "."]
    assert (hit["room_id"], hit["thread_id"]) == (debate.room_id, debate.thread_id)
    assert (hit["title"], hit["name"]) == (["Điểm nghẽn dữ liệu"], "Phạm Minh")


async def test_what_is_edited_is_found_by_what_it_says_now(debate: Debate) -> None:
    before, after = word(), word()
    post = await debate.say(debate.member, f"Trước: {before}")
    await debate.member.do(
        "PUT", f"/posts/{post['id']}", body=f"Sau: {after}", kind="evidence", version=1
    )
    assert await posts(debate.owner, before) == []
    assert await posts(debate.owner, after) == [post["id"]]
    assert await posts(debate.owner, after, kind="evidence") == [post["id"]]
    assert await posts(debate.owner, after, kind="opinion") == []


async def test_what_is_retracted_is_gone_from_the_search_at_once(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Tôi nhầm: {rare}")
    assert await posts(debate.owner, rare) == [post["id"]]
    await debate.member.do("PUT", f"/posts/{post['id']}/retraction", reason="Nhầm")
    assert (await search(debate.owner, rare))["number"] == 0
    async with debate.world.sql() as conn:
        kept = await conn.fetchval(
            "select count(*) from passage where post_id = $1 or folded like $2",
            post["id"],
            f"%{rare}%",
        )
    assert kept == 0


async def test_nobody_finds_what_they_may_not_read(world: World, people: list[Someone]) -> None:
    rare = word()
    for visibility, outsiders_find in (("invited", 0), ("members", 0), ("public", 1)):
        debate = await gather(world, people, visibility)
        said = f"{rare}{visibility}"
        await debate.say(debate.member, f"Việc riêng: {said}")
        assert (await search(debate.observer, said))["number"] == 1
        assert (await search(debate.outsider, said))["number"] == outsiders_find, visibility
        nobody = Someone(world.client(), debate.outsider.person, "")
        assert (await search(nobody, said))["number"] == outsiders_find, visibility
        number = debate.number(debate.observer)
        await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Đã chuyển")
        assert (await search(debate.observer, said))["number"] == outsiders_find, visibility


async def test_a_room_that_is_not_there_and_one_that_is_private_are_answered_alike(
    debate: Debate,
) -> None:
    for who in (debate.outsider, Someone(debate.world.client(), {"id": 0}, "")):
        for path, told in (("/search", {"q": "gì"}), ("similar", {"text": "gì đó"})):
            answers = [
                await who.http.post(
                    path if path == "/search" else f"/rooms/{room}/similar",
                    json=told | ({"room": room} if path == "/search" else {}),
                )
                for room in (debate.room_id, 999_999_999)
            ]
            assert [a.status_code for a in answers] == [404, 404]
            assert answers[0].content == answers[1].content


async def test_titles_of_threads_and_rooms_are_found(world: World) -> None:
    rare, about = word(), word()
    owner, reader = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    told = {"title": f"Phòng {rare}", "description": f"Về {about}.", "visibility": "members"}
    room_id = (await owner.do("POST", "/rooms", **told))["result"]["id"]
    thread_id = await world.thread(owner, room_id, title=f"Chủ đề {rare}")
    found = (await search(owner, rare))["hits"]
    assert {(hit["room_id"], hit["thread_id"], hit["post_id"]) for hit in found} == {
        (room_id, None, None),
        (room_id, thread_id, None),
    }
    (seen,) = (await search(reader, rare))["hits"]
    assert (seen["room_id"], seen["thread_id"]) == (room_id, None), "it is in their list of rooms"
    assert (await search(reader, about))["hits"][0]["excerpt"] == ["Về ", about, "."]
    await owner.do("PUT", f"/rooms/{room_id}", **(told | {"title": "Tên khác"}))
    assert [hit["thread_id"] for hit in (await search(owner, rare))["hits"]] == [thread_id]
    assert (await search(reader, rare))["number"] == 0


async def test_a_document_is_found_by_its_number_however_it_is_typed(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Theo 20/2008/NĐ-CP và Nghị quyết 57-NQ/TW ({rare}).")
    await debate.say(debate.member, f"Năm 2008 có 20 việc ({rare}).")
    for query in ("20/2008/nd-cp", "20/2008/NĐ-CP", "57 – NQ/TƯ", "quyết 57"):
        assert await posts(debate.owner, f"{query} {rare}") == [post["id"]]


async def test_a_short_query_wants_all_its_words_and_a_long_one_most(debate: Debate) -> None:
    a, b, c, d = (word() for _ in range(4))
    both = await debate.say(debate.member, f"{a} và {b}")
    one = await debate.say(debate.member, f"chỉ {a}")
    assert await posts(debate.owner, f"{a} {b}") == [both["id"]]
    some = await search(debate.owner, f"{a} {c}")
    assert some["every"] is False
    assert {hit["post_id"] for hit in some["hits"]} == {both["id"], one["id"]}
    assert await posts(debate.owner, f"{a} {b} {c} {d}") == [both["id"], one["id"]]


async def test_filters_narrow_what_is_found(debate: Debate) -> None:
    rare = word()
    mine = await debate.say(debate.member, f"{rare} một", kind="question")
    theirs = await debate.say(debate.owner, f"{rare} hai", kind="evidence")
    room = {"room": debate.room_id}
    number = debate.number(debate.member)
    assert await posts(debate.owner, rare, **room, author=number) == [mine["id"]]
    assert await posts(debate.owner, rare, **room, kind="evidence") == [theirs["id"]]
    assert await posts(debate.owner, rare, since=theirs["at"]) == [theirs["id"]]
    assert await posts(debate.owner, rare, until=theirs["at"]) == [mine["id"]]
    other = await debate.world.room(debate.owner)
    assert await posts(debate.owner, rare, room=other) == []
    answer = await debate.owner.http.post("/search", json={"q": rare, "author": number})
    refused(answer, 400, "author-without-room", "author")


@pytest.mark.parametrize("query", ["", "   ", "?!… “”", "\u0301", "🙂", "_"])
async def test_a_query_without_words_is_told_so(people: list[Someone], query: str) -> None:
    answer = await people[0].http.post("/search", json={"q": query})
    assert "từ" in refused(answer, 400, "no-words", "q")["detail"]


async def test_a_query_has_a_bound_and_no_nul(people: list[Someone]) -> None:
    http = people[0].http
    refused(await http.post("/search", json={"q": "a" * 201}), 413, "text-too-long", "q")
    refused(await http.post("/search", json={"q": "a\0b"}), 400, "nul-character", "q")
    assert (await http.post("/search", json={"q": "a b " * 50})).status_code == 200
    assert (await http.post("/search", json={"q": "a", "after": MOST + 1})).status_code == 400


HOSTILE = [
    "' | 'x", "a' & 'b", "\\", "a\\'b", "!!", "<->", "a:*", "('a')", "%_%", "$1", "'; drop table post; --", "ŉ ʼ ’ '",
    "<script>alert(1)</script>", "<mark>", "{{7*7}}", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_payload_is_a_text_like_any_other(debate: Debate, text: str) -> None:
    rare = word()
    post = await debate.say(debate.member, f"{rare} `{text}`")
    (hit,) = (await search(debate.owner, f"{text} {rare}"[:200], room=debate.room_id))["hits"]
    assert hit["post_id"] == post["id"]
    assert text.strip() in "".join(hit["excerpt"])


async def test_pages_go_on_to_the_end_and_show_each_post_once(debate: Debate) -> None:
    rare = word()
    said = [(await debate.say(debate.member, f"{rare} số {n}"))["id"] for n in range(PAGE + 5)]
    first = await search(debate.owner, rare)
    assert (len(first["hits"]), first["number"], first["next"]) == (PAGE, PAGE + 5, PAGE)
    second = await search(debate.owner, rare, after=first["next"])
    assert (len(second["hits"]), second["next"]) == (5, None)
    seen = [hit["post_id"] for hit in first["hits"] + second["hits"]]
    assert seen == sorted(said, reverse=True), "all fit alike, so the newest come first"


async def test_somebody_muted_is_not_heard_in_the_search_either(debate: Debate) -> None:
    rare = word()
    await debate.say(debate.member, f"{rare} một")
    kept = await debate.say(debate.moderator, f"{rare} hai")
    async with debate.world.sql() as conn:
        await conn.execute(
            "insert into mute (person_id, muted_id) values ($1, $2)",
            debate.facilitator.id,
            debate.member.id,
        )
        try:
            assert await posts(debate.facilitator, rare) == [kept["id"]]
        finally:
            await conn.execute("delete from mute where person_id = $1", debate.facilitator.id)
    assert len(await posts(debate.facilitator, rare)) == 2


async def test_threads_that_speak_of_the_same_are_shown_to_whoever_opens_one(
    debate: Debate,
) -> None:
    open_ = f"{debate.room}/threads"
    told = {"kind": "question", "body": "Xin cho biết ý kiến."}
    titles = ["Khoán chi đến sản phẩm cuối cùng", "Mua sắm tập trung thiết bị", "Lương của nhà khoa học trẻ"]  # fmt: skip
    ids = {
        title: (await debate.member.do("POST", open_, title=title, **told))["result"]["thread"]["id"]
        for title in titles
    }  # fmt: skip
    answer = await debate.member.http.post(
        f"{debate.room}/similar", json={"text": "Có nên khoan chi theo san pham?\nTôi muốn hỏi."}
    )
    near = answer.json()
    assert near[0]["thread_id"] == ids[titles[0]]
    assert near[0]["title"][1] == "Khoán chi"
    assert len(near) <= 5
    assert ids[titles[1]] not in [thread["thread_id"] for thread in near]
    for text in ("", "?!", "zzzz"):
        nothing = await debate.member.http.post(f"{debate.room}/similar", json={"text": text})
        assert (nothing.status_code, nothing.json()) == (200, [])


async def test_a_retried_reply_is_found_once(debate: Debate) -> None:
    rare, key = word(), new_key()
    told = {"key": key, "body": f"{rare}", "kind": "opinion"}
    for _ in range(2):
        await debate.member.do("POST", f"{debate.thread}/posts", **told)
    assert (await search(debate.owner, rare))["number"] == 1


async def test_of_a_word_that_is_everywhere_the_newest_are_found(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare, also = word(), word()
    ids = [(await debate.say(debate.member, f"{rare} {also} {n}"))["id"] for n in range(3)]
    await debate.member.do("PUT", f"/posts/{ids[1]}/retraction", reason="Nhầm")
    monkeypatch.setattr(ranking, "LOOKED_AT", 0)
    async with debate.world.sql() as conn:
        await conn.execute("analyze passage")
        await conn.execute("insert into common_term values ($1, 0.5), ($2, 0.6)", rare, also)
        assert await posts(debate.observer, rare) == [ids[2], ids[0]]
        assert await posts(debate.observer, f"{rare} {also}", room=debate.room_id) == [
            ids[2],
            ids[0],
        ]
        assert await posts(debate.outsider, rare) == []
        assert await posts(debate.observer, rare, kind="question") == []
        await conn.execute("delete from common_term where term = any($1)", [rare, also])
