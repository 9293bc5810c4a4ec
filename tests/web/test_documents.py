"""Transcripts over HTTP and in Chromium: complete, with the rights of the API, and without a line of script."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from rooms import reading_order, transcript, writing
from rooms.draft import Draft
from rooms.post import Kind
from rooms.store import Store
from tests.debate import Debate
from tests.web.reading import of_post, read, running, transcript_of
from tests.world import World, new_key


async def test_a_stranger_reads_a_public_room_whole(world: World, public: Debate) -> None:
    answer = await public.say(
        public.moderator, "Công bố theo **quý**.", parent_id=public.post_id, kind="support"
    )
    page = (await read(world, transcript_of(public))).text

    assert page.count("<h1") == page.count("<main") == 1
    assert "<h1>Dữ liệu mở</h1>" in page
    assert "Điểm nghẽn dữ liệu" in page
    post = of_post(page, answer["id"])
    assert "Công bố theo <strong>quý</strong>." in post
    assert "Lê Thị Hoa" in post
    assert "Viện Ví dụ, Chuyên gia" in post
    assert "trả lời Phạm Minh" in post
    assert f'href="#p{public.post_id}"' in post
    assert 'class="kind support"' in post
    assert "Ủng hộ" in post
    assert 'class="post d1"' in post


def test_script_and_style_are_seen_where_there_are_some() -> None:
    page = '<p onclick=a style=b><a href=" java\tScript:x">x</a><script></script><style></style>'
    assert [each.split("=")[0] for each in running(page)] == [
        "p onclick", "p style", "a href", "script", "style",
    ]  # fmt: skip
    assert running("<p>&lt;output onkeydown=x style=y&gt; javascript:z</p>") == []


async def test_no_document_holds_script_or_style(world: World, public: Debate) -> None:
    for path in (
        transcript_of(public),
        transcript_of(public, f"/{public.thread_id}"),
        "/transcripts",
    ):
        answer = await read(world, path)
        assert answer.status_code == 200
        assert running(answer.text) == [], path
        policy = answer.headers["content-security-policy"]
        assert policy.startswith(
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'"
        )
        assert "script" not in policy
        assert answer.headers["cache-control"] == "no-store"


async def test_times_are_those_of_viet_nam(world: World, public: Debate) -> None:
    store: Store = world.app.state.store
    number = public.number(public.member)
    draft = Draft(UUID(new_key()), "Ghi lại từ biên bản.", Kind.EVIDENCE)

    async def recorded(tx: Any, _: None) -> int:
        at = datetime(2025, 12, 31, 18, 5, tzinfo=UTC)
        html = "<p>Ghi lại từ biên bản.</p>"

        new = writing.New(tx, public.room_id, number, public.thread_id, draft, html, at)
        (post,) = await writing.write([new])
        return post.id

    recorded.__module__, recorded.__name__ = "rooms.importing", "import_statements"
    post_id = (await store.run(recorded, None)).result
    post = of_post((await read(world, transcript_of(public))).text, post_id)
    assert '<time datetime="2025-12-31T18:05:00+00:00">01/01/2026 01:05</time>' in post


async def test_an_edited_and_a_retracted_post_say_so(world: World, public: Debate) -> None:
    edited, gone = (
        await public.say(public.member, "Bản đầu."),
        await public.say(public.member, "Lời bí mật."),
    )
    await public.member.do(
        "PUT", f"/posts/{edited['id']}", body="Bản sau.", kind="opinion", version=1
    )
    await public.member.do("PUT", f"/posts/{gone['id']}/retraction", reason="Nhầm số liệu")
    page = (await read(world, transcript_of(public))).text

    assert "Bản sau." in of_post(page, edited["id"])
    assert re.search(r"Sửa lúc \d\d/\d\d/\d{4} \d\d:\d\d, bản 2", of_post(page, edited["id"]))
    assert "Tác giả đã rút lại ý kiến này" in of_post(page, gone["id"])
    assert "Lý do: Nhầm số liệu" in of_post(page, gone["id"])
    assert "Bản đầu." not in page
    assert "Lời bí mật." not in page


async def test_a_closed_thread_and_an_archived_room_say_who_when_and_why(
    world: World, public: Debate
) -> None:
    await public.moderator.do("PUT", f"{public.thread}/closure", reason="Đã có kết luận")
    await public.owner.do("PUT", f"{public.room}/archival", reason="Hết kỳ <họp>")
    page = (await read(world, transcript_of(public))).text
    assert re.search(r"Lê Thị Hoa đã đóng chủ đề lúc [\d/: ]+\. Lý do: Đã có kết luận", page)
    assert re.search(r"Nguyễn Thị Lan đã lưu trữ phòng .*Lý do: Hết kỳ &lt;họp&gt;", page)


async def test_what_people_call_themselves_and_their_rooms_is_text(world: World) -> None:
    mallory = await world.person('<script>alert(1)</script>"')
    room = await world.room(mallory, visibility="public", title='<img src=x onerror="alert(2)">')
    thread = await world.thread(mallory, room, title="</title><script>alert(3)</script>")
    for path in (f"/r/{room}/transcript", f"/r/{room}/transcript/{thread}"):
        page = (await read(world, path)).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script" not in page
        assert "<img" not in page


async def test_mentions_lead_to_the_people_and_quotes_to_the_post(
    world: World, public: Debate
) -> None:
    number = public.number(public.observer)
    said = await public.say(
        public.member,
        f"[@Hoàng Yến](#m{number}) nên đọc.\n\n> [Phạm Minh](#p{public.post_id}): từ đâu?",
    )
    page = (await read(world, transcript_of(public))).text
    post = of_post(page, said["id"])
    assert f'href="#m{number}"' in post
    assert f'<li id="m{number}"><b>Hoàng Yến</b>' in page
    assert f'href="#p{public.post_id}"' in post

    other = await public.member.do(
        "POST",
        f"{public.room}/threads",
        title="Khác",
        body=f"> [Phạm Minh](#p{public.post_id}): từ đâu?",
    )
    alone = (await read(world, transcript_of(public, f"/{other['result']['thread']['id']}"))).text
    away = f'href="{transcript_of(public)}/p/{public.post_id}"'
    assert away in alone, "a post of another page is linked there"


async def test_a_long_thread_comes_in_pages_and_its_posts_stay_findable(
    world: World, public: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_order, "MOST_POSTS", 3)
    monkeypatch.setattr(transcript, "MOST_POSTS", 3)
    said = [await public.say(public.member, f"Ý kiến số {n}") for n in range(7)]
    ids = [public.post_id, *(post["id"] for post in said)]
    path = transcript_of(public, f"/{public.thread_id}")

    pages, address = [], path
    while True:
        page = (await read(world, address)).text
        pages.append([int(n) for n in re.findall(r'<article id="p(\d+)"', page)])
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if not following:
            break
        address = following[1]
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [post_id for page in pages for post_id in page] == ids
    assert "Trang 3/3" in page
    assert f'rel="prev" href="{path}?page=2"' in page

    room = (await read(world, transcript_of(public))).text
    assert "<article" not in room, "a thread that does not fit is named and read by itself"
    assert f'href="{path}"' in room
    moved = await read(world, transcript_of(public, f"/p/{ids[-1]}"))
    assert moved.status_code == 302
    assert moved.headers["location"] == f"{path}?page=3#p{ids[-1]}"
    assert (await read(world, f"{path}?page=4")).status_code == 404


async def test_a_room_with_many_threads_comes_in_pages(
    world: World, public: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcript, "THREADS", 2)
    for n in range(2):
        await world.thread(public.member, public.room_id, title=f"Chủ đề thứ {n}")
    first = (await read(world, transcript_of(public))).text
    second = (await read(world, transcript_of(public, "?page=2"))).text
    assert "Chủ đề thứ 0" in first
    assert "Chủ đề thứ 1" not in first
    assert f'rel="next" href="{transcript_of(public)}?page=2"' in first
    assert "Chủ đề thứ 1" in second
    assert f'rel="prev" href="{transcript_of(public)}"' in second
    assert (await read(world, transcript_of(public, "?page=3"))).status_code == 404
