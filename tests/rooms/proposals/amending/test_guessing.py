"""A move that names a version which comes only while it is under way."""

import asyncio

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.amending.amended import SOONER, amend
from tests.rooms.proposals.tabling import TEXT, Table
from tests.rooms.proposals.test_leaving_at_once import waiting


async def test_a_move_to_a_version_that_was_not_there_when_it_was_read_is_refused(
    amended: Table, debate: Debate
) -> None:
    line = await amend(amended, debate.owner, SOONER)
    await amended.publish(f"Lời đầu. {TEXT}")
    draft = (await amended.save(f"Và một lời nữa. Lời đầu. {TEXT}", 2))["number"]
    async with debate.world.sql() as one, debate.world.sql() as asking:
        async with one.transaction():
            await one.execute("select from proposal where id = $1 for update", amended.id)
            words = {"draft": draft, "note": "Thêm lời đầu."}
            coming = asyncio.create_task(
                amended.author.ask("POST", f"{amended.path}/versions", **words)
            )
            await waiting(asking, 1)
            guessed = asyncio.create_task(
                debate.owner.ask("PUT", f"/amendments/{line['id']}/rebase", revision=1, version=3)
            )
            await waiting(asking, 2)
        assert (await coming).is_success
        assert refused(await guessed, 412, "version-changed", "base")["version"] == 3
    moved = await debate.owner.do("PUT", f"/amendments/{line['id']}/rebase", revision=1, version=3)
    assert (moved["result"]["base"], moved["result"]["revision"]) == (3, 2)
