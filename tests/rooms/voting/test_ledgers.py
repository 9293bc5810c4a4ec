"""The log of a vote: what its leaves say, signed heads, proofs, and the file of it, judged by code that shares none with the product."""

import base64
import hashlib
import json

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.voting.polling import Json, Poll, in_secret, voting
from tests.server.record.oracle import consistent, included, root_of


async def exported(poll: Poll) -> tuple[list[str], str]:
    """The leaves of its file, and its checkpoint."""
    answer = await poll.debate.member.http.get(f"{poll.path}/export")
    assert answer.status_code == 200, answer.text
    lines: list[Json] = [json.loads(line) for line in answer.text.splitlines()]
    head, *leaves, last = lines
    assert (head["dienhong"], head["version"], head["vote"]) == ("vote", 1, poll.id)
    assert [each["leaf"] for each in leaves] == list(range(len(leaves)))
    return [each["record"] for each in leaves], last["checkpoint"]


def hashed(record: str) -> bytes:
    return hashlib.sha256(b"\0" + record.encode()).digest()


async def test_a_secret_vote_is_found_in_its_log_by_its_receipts(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    slips = [in_secret(ballot) for ballot in ("for", "against", "for", "abstain", "for")]
    for who, each in zip(poll.voters, slips, strict=False):
        await who.do("PUT", f"{poll.path}/ballot", **each)
    asked = f"{poll.path}/ballots/{slips[0]['receipt']}"
    async with debate.world.sql() as conn:
        assert await conn.fetchval("select size from vote_ledger where vote_id = $1", poll.id) == 1
    line = await poll.closed()
    records, note = await exported(poll)
    first, *ballots, last = [record.splitlines() for record in records]
    assert first[0] == "dienhong.vote.1"
    assert first[7] == "6"
    assert ballots == sorted(
        ["dienhong.secret.1", str(poll.id), each["receipt"], json.dumps(each["ballot"])]
        for each in slips
    )
    assert last[:2] == ["dienhong.closed.1", str(poll.id)]
    assert (last[3], json.loads(last[4])) == ("5", line["result"])
    origin, size, root, _ = note.splitlines()[:4]
    assert origin.endswith(f"/votes/{poll.id}")
    hashes = [hashed(record) for record in records]
    assert (int(size), base64.b64decode(root)) == (7, root_of(hashes))
    for each in slips:
        found = await debate.member.get(f"{poll.path}/ballots/{each['receipt']}")
        proof = [bytes.fromhex(each) for each in found["hashes"]]
        assert found["record"].splitlines()[2] == each["receipt"]
        assert included(
            found["leaf"], found["size"], hashed(found["record"]), proof, root_of(hashes)
        )
    refused(await debate.member.http.get(f"{poll.path}/ballots/{'0' * 32}"), 404, "no-receipt")
    refused(await debate.outsider.http.get(asked), 404, "no-vote")


async def test_an_open_vote_grows_and_shows_no_ballots_before_its_end(debate: Debate) -> None:
    poll = await voting(debate)
    await poll.cast(debate.owner, "for")
    await poll.signed()
    early = (await debate.member.http.get(f"{poll.path}/checkpoint")).text
    assert early.splitlines()[1] == "2"
    for path in ("export", "ballots"):
        refused(await debate.member.http.get(f"{poll.path}/{path}"), 409, "vote-runs")
    await poll.cast(debate.member, "against")
    await poll.cast(debate.member, "for")
    await poll.closed()
    records, note = await exported(poll)
    hashes = [hashed(record) for record in records]
    assert root_of(hashes[:2]) == base64.b64decode(early.splitlines()[2])
    growth = await debate.member.get(f"{poll.path}/consistency?first=2&second=5")
    proof = [bytes.fromhex(each) for each in growth["hashes"]]
    assert consistent(2, 5, proof, root_of(hashes[:2]), root_of(hashes))
    inside = await debate.member.get(f"{poll.path}/leaves/3/proof?size=5")
    assert included(
        3, 5, hashes[3], [bytes.fromhex(each) for each in inside["hashes"]], root_of(hashes)
    )
    refused(
        await debate.member.http.get(f"{poll.path}/consistency?first=2&second=6"),
        400,
        "out-of-range",
    )
    mine = (await poll.shown(debate.member))["mine"]
    second, third = records[2].splitlines(), records[3].splitlines()
    whose = hashlib.sha256(f"{mine['salt']}4".encode()).hexdigest()
    assert (second[4], third[4]) == (whose, whose)
    assert (second[7], third[7]) == ("-", "2")
    assert note.splitlines()[1] == "5"
