"""Tidying up goes on whatever is in the way of one part of it."""

import pytest
from structlog.testing import capture_logs

from rooms import audit
from rooms.errors import Busy
from rooms.passages import Indexed
from server import housekeeping, indexing
from server.files.intake import Intake
from tests.debate import Debate
from tests.rooms.test_search import posts, word
from tests.world import World


@pytest.mark.parametrize("trouble", [Busy("database-away", retry_after_s=2), KeyError("lạ")])
async def test_what_is_in_the_way_of_one_step_does_not_keep_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    async def fails(*_: object) -> int:
        raise trouble

    fails.__module__, fails.__name__ = "rooms.audit", "forget_answers"
    monkeypatch.setattr(audit, "forget_answers", fails)
    intake: Intake = world.app.state.intake
    with capture_logs() as logs:
        await housekeeping.once(world.app.state.store, intake.folder)
    told = [(line["event"], line["what"]) for line in logs if "what" in line]
    assert ("not tidied up", "answers") in told
    assert {what for event, what in told if event == "tidied up"} == {
        "letters", "notices", "sessions", "unsent", "erased", "files",
    }  # fmt: skip


async def test_what_cannot_be_indexed_does_not_keep_the_rest_from_it(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = word()
    post = await debate.say(debate.member, f"{rare} còn")

    async def fails(*_: object) -> Indexed:
        raise KeyError

    fails.__module__, fails.__name__ = "rooms.passages", "index_threads"
    async with debate.world.sql() as conn:
        await conn.execute("delete from passage where room_id = $1", debate.room_id)
    with monkeypatch.context() as failing:
        failing.setattr("rooms.passages.index_threads", fails)
        with capture_logs() as logs:
            assert not await indexing.catch_up(debate.world.app.state.store)
    assert ("not indexed", "threads") in [(line["event"], line.get("what")) for line in logs]
    assert await posts(debate.owner, rare) == [post["id"]]
    assert await indexing.catch_up(debate.world.app.state.store)
