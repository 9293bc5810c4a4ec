"""Where documents are, who is given one, in which language, and how they are sent."""

import re

import pytest

from server.ways_in import HANDLERS
from tests.debate import Debate
from tests.web.reading import read, transcript_of
from tests.world import World


@pytest.mark.parametrize("rest", ["", "/{thread}", "/p/{post}"])
async def test_a_closed_room_answers_strangers_like_one_that_is_not_there(
    world: World, debate: Debate, rest: str
) -> None:
    path = transcript_of(debate, rest.format(thread=debate.thread_id, post=debate.post_id))
    nowhere = path.replace(f"/r/{debate.room_id}/", "/r/999999999/")
    for stranger in (None, debate.outsider):
        closed, missing = [await read(world, each, stranger) for each in (path, nowhere)]
        assert closed.status_code == missing.status_code == 404
        assert closed.text.replace(path, "") == missing.text.replace(nowhere, "")
        assert closed.headers["content-type"].startswith("text/html")
        assert "Dữ liệu mở" not in closed.text
    assert (await read(world, path, debate.observer)).status_code in {200, 302}


async def test_a_thread_or_post_of_another_room_is_not_found_here(
    world: World, public: Debate, debate: Debate
) -> None:
    for rest in (f"/{debate.thread_id}", f"/p/{debate.post_id}"):
        assert (await read(world, transcript_of(public, rest))).status_code == 404
        assert (await read(world, transcript_of(debate, rest), debate.owner)).status_code != 404


async def test_the_language_is_the_addresss_then_the_readers_then_the_browsers(
    world: World, public: Debate
) -> None:
    path = transcript_of(public)
    reader = await world.person("Ann Lee", language="en")
    cases = [
        (None, path, {}, "vi"),
        (None, path, {"accept-language": "en-GB,en;q=0.8"}, "en"),
        (None, f"{path}?lang=vi", {"accept-language": "en"}, "vi"),
        (reader, path, {"accept-language": "vi"}, "en"),
        (reader, f"{path}?lang=vi", {}, "vi"),
    ]
    for who, address, headers, language in cases:
        page = (await read(world, address, who, headers)).text
        assert f'<html lang="{language}">' in page, (address, headers)
    english = (await read(world, f"{path}?lang=en")).text
    assert "Full transcript" in english
    assert f'href="{path}/p/{public.post_id}?lang=en"' in english, "links keep the language"
    assert f'href="{path}?lang=vi"' in english


async def test_wrong_addresses_are_refused_as_pages(world: World, public: Debate) -> None:
    for rest, status in (
        ("?page=0", 400),
        ("?page=x", 400),
        ("?lang=fr", 400),
        ("/999999999999999999999", 400),
    ):
        answer = await read(world, transcript_of(public, rest))
        assert answer.status_code == status, rest
        assert answer.text.count("<h1") == 1
        assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_the_list_holds_what_one_may_read_and_nothing_else(
    world: World, public: Debate, debate: Debate
) -> None:
    hall = await world.room(public.owner, visibility="members", title="Phòng thành viên")
    nobody = (await read(world, "/transcripts")).text
    assert f'href="{transcript_of(public)}"' in nobody
    assert transcript_of(debate) not in nobody
    assert f"/r/{hall}/" not in nobody
    assert f"/r/{hall}/" not in (await read(world, "/transcripts", public.outsider)).text
    assert f"/r/{hall}/" in (await read(world, "/transcripts", public.owner)).text
    assert transcript_of(debate) in (await read(world, "/transcripts", debate.member)).text


async def test_the_style_sheets_are_files_that_never_change(world: World, public: Debate) -> None:
    page = (await read(world, transcript_of(public))).text
    found = dict(re.findall(r'rel="stylesheet" href="([^"]+)" media="([^"]+)"', page))
    assert sorted(found.values()) == ["all", "print"]
    for address in found:
        answer = await read(world, address)
        assert answer.headers["content-type"].startswith("text/css")
        assert "immutable" in answer.headers["cache-control"]
    assert (await read(world, "/documents/không-có.css")).status_code == 404


async def test_a_page_is_packed_for_those_who_take_it_packed(world: World, public: Debate) -> None:
    plain = await read(world, transcript_of(public), headers={"accept-encoding": "identity"})
    packed = await read(world, transcript_of(public), headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text.count("<article") == plain.text.count("<article") == 1


def test_every_document_is_registered() -> None:
    names = {
        handler.fn.__name__
        for handler in HANDLERS
        if handler.fn.__module__ == "server.routes.documents"
    }
    assert names == {"listing", "room", "thread", "post", "sheet"}
