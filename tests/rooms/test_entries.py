"""The journal, page by page: every entry once and in order, as the live line sends it."""

import json

import pytest

from tests.debate import Debate
from tests.refusal import refused


async def test_numbers_are_gapless_and_times_never_run_backwards(debate: Debate) -> None:
    entries = await debate.entries()
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert len(entries) == 8
    times = [entry["at"] for entry in entries]
    assert times == sorted(times)
    assert {entry["room"] for entry in entries} == {debate.room_id}


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 500])
async def test_pages_of_any_size_hold_every_entry_once(debate: Debate, limit: int) -> None:
    whole = (await debate.owner.get(f"{debate.room}/entries"))["entries"]
    after, seen = 0, []
    while True:
        page = await debate.owner.get(f"{debate.room}/entries?after={after}&limit={limit}")
        assert page["seq"] == len(whole)
        if not page["entries"]:
            break
        assert len(page["entries"]) <= limit
        seen += page["entries"]
        after = seen[-1]["seq"]
    assert seen == whole


async def test_a_page_of_long_posts_ends_early_and_goes_on(debate: Debate) -> None:
    for _ in range(40):
        await debate.say(debate.member, "ấ" * 9_990)
    first = (await debate.owner.http.get(f"{debate.room}/entries")).content
    assert len(first) < 1_200_000
    assert len(await debate.entries()) == 48
    assert len(json.loads(first)["entries"]) < 48


async def test_a_cursor_ahead_of_the_journal_gets_nothing_and_the_head(debate: Debate) -> None:
    page = await debate.owner.get(f"{debate.room}/entries?after=1000")
    assert (page["entries"], page["seq"]) == ([], 8)


async def test_a_page_is_the_bytes_of_the_live_line(debate: Debate) -> None:
    epoch = (await debate.owner.get(debate.room))["epoch"]
    async with debate.world.live(debate.owner) as line:
        follow = {"type": "follow", "room": debate.room_id, "epoch": epoch, "seq": 0}
        await line.send(json.dumps(follow))
        frames: list[bytes] = []
        while len(frames) < 8:
            frame = await line.recv(decode=False)
            if b'"room":%d' % debate.room_id in frame and frame.startswith(b'{"type":"entry"'):
                frames.append(frame)
    page = (await debate.owner.http.get(f"{debate.room}/entries")).content
    assert page == b'{"epoch":%d,"seq":8,"entries":[%s]}' % (epoch, b",".join(frames))


async def test_a_limit_has_bounds(debate: Debate) -> None:
    for limit in (0, 501, -1):
        answer = await debate.owner.http.get(f"{debate.room}/entries?limit={limit}")
        refused(answer, 400, "wrong-value", "limit")
