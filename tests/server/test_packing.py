"""Long answers of the API travel compressed, and are the same answers."""

import gzip

import httpx
import pytest

from rooms.text import LONGEST_BODY
from server.packing import LEAST_BYTES, LONG_BYTES, accepts_gzip
from tests.debate import Debate
from tests.rooms.proposals.tabling import TEXT, begun
from tests.world import new_key

PLAIN = {"accept-encoding": "identity"}
PACKED = {"accept-encoding": "gzip, br"}


async def both(http: httpx.AsyncClient, path: str) -> tuple[httpx.Response, bytes]:
    """An answer as it is sent to whoever takes gzip, with what came over the line, and the plain one's content."""
    async with http.stream("GET", path, headers=PACKED) as answer:
        sent = b"".join([part async for part in answer.aiter_raw()])
    plain = await http.get(path, headers=PLAIN)
    assert "content-encoding" not in plain.headers
    unpacked = gzip.decompress(sent) if answer.headers.get("content-encoding") == "gzip" else sent
    assert unpacked == plain.content
    assert int(answer.headers["content-length"]) == len(sent)
    return answer, sent


async def test_a_long_answer_is_a_fraction_of_what_it_says(debate: Debate) -> None:
    for length in (LEAST_BYTES, LONG_BYTES):
        text = "\n\n".join([TEXT] * (length // len(TEXT) + 1))[:100_000]
        table = await begun(debate, debate.member, text)
        answer, sent = await both(debate.member.http, f"{table.path}/draft")
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"]
        assert len(sent) < length / 4


async def test_a_short_answer_is_sent_as_it_is(debate: Debate) -> None:
    for path in ("/session", "/rooms/999999999"):
        answer, _ = await both(debate.member.http, path)
        assert "content-encoding" not in answer.headers


async def test_what_is_no_json_is_left_alone(debate: Debate) -> None:
    words = "Dữ liệu mở. " * (LONGEST_BODY // 12)
    await debate.member.do("POST", f"{debate.thread}/posts", body=words[:LONGEST_BODY].strip())
    pages = [f"/r/{debate.room_id}/transcript/{debate.thread_id}", f"{debate.room}/entries"]
    document, entries = [await debate.member.http.get(path, headers=PACKED) for path in pages]
    assert document.headers["content-encoding"] == "gzip"  # once, by itself
    assert "Dữ liệu mở." in document.text
    assert entries.status_code == 200


async def test_nothing_is_packed_that_another_site_has_a_browser_ask_for(debate: Debate) -> None:
    table = await begun(debate, debate.member, TEXT * 20)
    for site, packed in (
        ("same-origin", True), ("cross-site", False), ("same-site", False), ("none", False), ("same-origin, cross-site", False),
    ):  # fmt: skip
        asked = PACKED | {"sec-fetch-site": site}
        answer = await debate.member.http.get(f"{table.path}/draft", headers=asked)
        assert len(answer.content) > LEAST_BYTES
        assert ("content-encoding" in answer.headers) == packed, site
        if packed:
            assert answer.headers["vary"] == "accept-encoding, sec-fetch-site"


async def test_what_answers_a_change_is_sent_as_it_is(debate: Debate) -> None:
    told = {"key": new_key(), "body": "Dữ liệu mở. " * 300}
    answer = await debate.member.http.post(f"{debate.thread}/posts", json=told, headers=PACKED)
    assert answer.status_code == 201
    assert len(answer.content) > LEAST_BYTES
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "can"),
    [
        (b"gzip", True), (b"GZIP;q=0.1", True), (b"br;q=1, gzip; q=0.8", True), (b"", False), (b"br", False),
        (b"gzip;q=0", False), (b"gzip; q=0.000", False), (b"gzip;q=0.001", True), (b"x-gzipped", False),
    ],
)  # fmt: skip
def test_gzip_is_sent_to_those_alone_who_take_it(accepted: bytes, *, can: bool) -> None:
    assert accepts_gzip(accepted) == can
