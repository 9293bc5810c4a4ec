"""The file of a vote is counted by `dienhong recount` to the result that was announced, open or secret, by whichever method."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server.cli import dienhong
from tests.debate import Debate
from tests.rooms.voting.polling import Poll, in_secret, slip, voting

THREE = [{"title": "Mở rộng đường"}, {"title": "Làm vỉa hè"}, {"title": "Trồng cây"}]
RANKED = [[[1], [2, 3]], [[2], [1]], [[3], [2]], [[1], [3]]]
CHOSEN = [[1, 2], [2], [3], [2, 3]]
COSTS = [each | {"cost": cost} for each, cost in zip(THREE, (5, 3, 4), strict=True)]


async def recounted(poll: Poll, folder: Path) -> dict[str, Any]:
    """What the recount says of the vote's file."""
    answer = await poll.debate.member.http.get(f"{poll.path}/export")
    assert answer.status_code == 200, answer.text
    file = folder / "phiếu.jsonl"
    file.write_bytes(answer.content)
    done = CliRunner().invoke(dienhong, ["recount", "--format", "export", "--json", str(file)])
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("rule", "options", "ballots"),
    [
        ({}, [], ["for", "against", "for", "abstain"]),
        ({"method": "schulze"}, THREE, RANKED),
        ({"method": "runoff", "status_quo": True}, THREE, [[2, 1], [4], [3, 4], [1]]),
        ({"method": "score"}, THREE, [{"1": 5}, {"2": 5}, {"3": 5}, [None, 0, 1]]),
        ({"method": "equal_shares", "budget": 8}, COSTS, CHOSEN),
    ],
)
async def test_an_open_vote_is_recounted_from_its_file(
    debate: Debate, tmp_path: Path, rule: dict[str, Any], options: list[Any], ballots: list[Any]
) -> None:
    poll = await voting(debate, options=options, **rule)
    await poll.cast(poll.voters[0], ballots[-1])
    for who, ballot in zip(poll.voters, ballots, strict=True):
        await who.do("PUT", f"{poll.path}/ballot", **slip(ballot))
    line = await poll.closed()
    told = await recounted(poll, tmp_path)
    assert (told["result"]["outcome"], told["result"]["winners"]) == (
        line["result"]["outcome"], line["result"]["winners"],
    )  # fmt: skip
    assert (told["result"]["cast"], told["differs"]) == (4, [])


async def test_a_secret_vote_that_a_lot_decides_is_recounted_from_its_file(
    debate: Debate, tmp_path: Path
) -> None:
    poll = await voting(debate, options=THREE, method="approval", secret=True)
    for at, who in enumerate(poll.voters):
        await who.do("PUT", f"{poll.path}/ballot", **in_secret([at % 3 + 1]))
    line = await poll.closed()
    told = await recounted(poll, tmp_path)
    assert "lot" in {each["step"] for each in told["result"]["rounds"]}
    assert (told["result"]["winners"], told["differs"]) == (line["result"]["winners"], [])
