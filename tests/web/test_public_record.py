"""The public record and the statistics over HTTP: what they say, and what nobody may learn from them."""

import re
import secrets
from typing import get_args

import pytest

from moderation.case import ANSWERS, Act, Asked, Source, Target
from tests import decided
from tests.debate import Debate, gather
from tests.serving import serving
from tests.web.reading import read
from tests.web.recorded import FILE, NOW, NUMBERS, NUMBERS_FILE, PAGE, history
from tests.world import Someone, World
from web.documents import record_words, statistics_words


async def marked(world: World, mark: str, visibility: str) -> tuple[Debate, list[Someone]]:
    """A debate whose room, thread, people and words have the mark, and three who come to moderate and report."""
    names = [f"{mark} {name}" for name in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")]  # fmt: skip
    everyone = await world.people(*names)
    debate = await gather(world, everyone[:6], visibility)
    about = {"title": f"{mark} phòng", "description": f"{mark} giới thiệu"}
    await debate.owner.do("PUT", debate.room, visibility=visibility, **about)
    thread = await debate.member.do(
        "POST", f"{debate.room}/threads", title=f"{mark} chủ đề", body=f"{mark} lời", kind="opinion"
    )
    debate.thread_id = thread["result"]["thread"]["id"]
    debate.post_id = thread["result"]["post"]["id"]
    return debate, everyone[6:]


def of_act(page: str, act_id: int) -> str:
    """The article of an act."""
    found = re.search(rf'<article id="a{act_id}".*?</article>', page, re.DOTALL)
    assert found is not None, f"#a{act_id} is not on the page"
    return found[0]


def test_both_languages_have_words_for_all_that_can_be_told() -> None:
    for words in record_words.WORDS.values():
        assert set(words.sources) >= set(Source) - {Source.REQUEST}
        # Only what stands is cut; of what concerns somebody's own data there is no line.
        some = set(Act) - ANSWERS
        told = dict.fromkeys((Target.HELD, Target.TITLE, Target.NAME), some - {Act.EDIT})
        told[Target.POST] = some
        assert set(told) == set(Target) - {Target.REQUEST}
        assert {target: set(acts) for target, acts in words.acts.items()} == told
    for numbers in statistics_words.WORDS.values():
        assert set(numbers.kinds) == set(get_args(Asked))
        assert set(numbers.columns) > set(numbers.meaning)
    vietnamese, english = statistics_words.WORDS["vi"], statistics_words.WORDS["en"]
    assert vietnamese.columns.keys() == english.columns.keys()


async def every_output(world: World, who: Someone | None = None) -> dict[str, str]:
    paths = [PAGE, f"{PAGE}?lang=en", FILE, NUMBERS, NUMBERS_FILE]
    return {path: (await read(world, path, who)).text for path in paths}


@pytest.mark.parametrize("visibility", ["public", "members", "invited"])
@pytest.mark.parametrize("what", ["hide", "remove", "approve"])
async def test_nothing_gets_out_but_the_notes_and_a_public_place(
    world: World, visibility: str, what: str
) -> None:
    mark = f"M{secrets.token_hex(4)}"
    debate, people = await marked(world, mark, visibility)
    act_id = await history(world, debate, people, mark, what)
    open_ = visibility == "public"
    allowed = [f"Nêu đích danh người khác {mark}."]
    allowed += [f"Vẫn là xúc phạm {mark}."] if what != "approve" else []
    allowed += [f"{mark} phòng"] if open_ else []
    allowed += [f"{mark} chủ đề"] if open_ and what != "approve" else []
    for reader in (None, debate.outsider, debate.owner):
        for path, told in (await every_output(world, reader)).items():
            if path.startswith(PAGE):
                assert all(each in told for each in allowed), (path, allowed)
            rest = told
            for each in allowed:
                rest = rest.replace(each, "")
            assert mark not in rest, path
            shown = open_ and what != "approve"
            assert (f"/transcript/p/{debate.post_id}" in told) == (
                shown and path.startswith(PAGE) and not path.endswith(".csv")
            )
    page = of_act((await read(world, PAGE)).text, act_id)
    assert ("Một phòng không công khai" in page) == (not open_)
    assert ("Phòng " + f"{mark} phòng" in page) == open_
    assert "Người quyết định: kiểm duyệt viên · có người báo vi phạm · quyết định sau 3 giờ" in page
    if what == "approve":
        assert "Không vi phạm" in page
        assert "href" not in page.partition("</header>")[2], "an acquitted post is not pointed at"
    else:
        assert "Quy tắc 4 (Xúc phạm)" in page
        assert "Người viết đề nghị xem xét lại lúc" in page
        assert "giữ nguyên quyết định" in page


async def test_what_was_overturned_says_so_and_is_pointed_at_no_more(
    world: World, public: Debate
) -> None:
    hidden, later = public.observer.id, public.owner.id
    async with world.sql() as conn, conn.transaction():
        case_id = await decided.case(conn, public.post_id, opened_at=NOW, source="moderator")
        act_id = await decided.act(conn, case_id, hidden, "remove", at=NOW, reason="false")
        await decided.ask(conn, act_id, at=NOW)
        before = (await read(world, PAGE)).text
        restored = await decided.rule(
            conn, act_id, later, upheld=False, at=NOW, note="Số liệu đúng."
        )
    assert f'id="a{act_id}"' not in before, "what is not committed is not told"
    page = (await read(world, PAGE)).text
    first, second = of_act(page, act_id), of_act(page, restored or 0)
    assert "Gỡ bỏ một ý kiến · Quy tắc 5 (Sai sự thật)" in first
    assert "kiểm duyệt viên tự thấy" in first
    assert "hủy quyết định" in first
    assert "Giải thích: Số liệu đúng." in first
    assert f'Đã bị hủy bỏ bởi <a href="#a{restored}">#{restored}</a>' in first
    assert "Khôi phục một ý kiến" in second
    assert f'Hủy bỏ <a href="#a{act_id}">#{act_id}</a>' in second
    assert f">#{restored}</span>" in second, "each bears the number it is named by"
    for act in (first, second):
        assert "Phòng Dữ liệu mở" in act
        assert "/transcript" not in act


async def test_the_place_is_named_while_the_words_are_gone_whatever_was_done_about_their_author(
    world: World, public: Debate
) -> None:
    by = public.observer.id
    async with world.sql() as conn:
        case_id = await decided.case(conn, public.post_id, opened_at=NOW)
        hidden = await decided.act(conn, case_id, by, "hide", at=NOW, reason="insult")
        warned = await decided.act(conn, case_id, by, "warn", at=NOW, reason="insult")
    place = f"/transcript/p/{public.post_id}"
    page = (await read(world, PAGE)).text
    assert place in of_act(page, hidden)
    assert place not in of_act(page, warned)
    async with world.sql() as conn:
        await decided.act(conn, case_id, by, "restore", at=NOW, reverts=hidden)
        await decided.act(conn, case_id, by, "lift", at=NOW, reverts=warned)
    assert place not in (await read(world, PAGE)).text


async def test_moderators_are_named_where_the_portal_says_so(
    world: World, database_url: str, public: Debate
) -> None:
    (moderator,) = await world.people("Vũ Đức Kiểm")
    async with world.sql() as conn:
        case_id = await decided.case(conn, public.post_id, opened_at=NOW)
        act_id = await decided.act(conn, case_id, moderator.id, "hide", at=NOW, reason="spam")
    assert all("Vũ Đức Kiểm" not in told for told in (await every_output(world)).values())
    async with serving(database_url, moderators_by_name=True) as naming:
        told = await every_output(naming)
    assert "Người quyết định: Vũ Đức Kiểm" in of_act(told[PAGE], act_id)
    assert "Vũ Đức Kiểm" in told[FILE]
    assert "Vũ Đức Kiểm" not in told[NUMBERS] + told[NUMBERS_FILE]
