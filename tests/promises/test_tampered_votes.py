"""P11: the file of a vote is judged by a verifier that shares nothing with the product, and nothing that is changed in it passes."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from server.voting import verify
from tests.debate import Debate
from tests.promises.conftest import Promising
from tests.rooms.voting.polling import Poll, in_secret, voting

BALLOTS = ("for", "against", "for", "abstain", "for")


class File:
    """The published file of a vote, the key, and a checkpoint that was kept before its end."""

    def __init__(self, text: str, key: str, witnessed: str) -> None:
        self.text, self.key, self.witnessed = text, key, witnessed

    def judged(self, text: str | None = None, earlier: str | None = None) -> verify.Told:
        """What the verifier makes of it, or of another text in its place."""
        lines = iter((self.text if text is None else text).splitlines(keepends=True))
        return verify.verify(lines, self.key, earlier or self.witnessed)


async def file_of(poll: Poll) -> File:
    """Its file, once it is closed and signed."""
    await poll.signed()
    witnessed = (await poll.debate.member.http.get(f"{poll.path}/checkpoint")).text
    await poll.closed()
    await poll.signed()
    text = (await poll.debate.member.http.get(f"{poll.path}/export")).text
    return File(text, json.loads(text.splitlines()[0])["key"], witnessed)


async def in_a_box(debate: Debate) -> tuple[File, list[str]]:
    """The file of a secret vote, and the receipts of those who cast."""
    poll = await voting(debate, secret=True)
    slips = [in_secret(ballot) for ballot in BALLOTS]
    for who, slip in zip(poll.voters, slips, strict=False):
        await who.do("PUT", f"{poll.path}/ballot", **slip)
    return await file_of(poll), [slip["receipt"] for slip in slips]


async def in_the_open(debate: Debate) -> File:
    """The file of an open vote in which somebody changed their ballot."""
    poll = await voting(debate)
    for who, ballot in zip(poll.voters, BALLOTS, strict=False):
        await poll.cast(who, ballot)
    await poll.cast(poll.voters[0], "against")
    return await file_of(poll)


async def test_a_third_party_judges_it_alone(debate: Debate, tmp_path: Path) -> None:
    file, receipts = await in_a_box(debate)
    (tmp_path / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    (tmp_path / "vote.jsonl").write_text(file.text, "utf-8")
    (tmp_path / "kept").write_text(file.witnessed, "utf-8")
    told = [sys.executable, "-I", "verify.py", "vote.jsonl", "--key", file.key, "--checkpoint", "kept"]  # fmt: skip

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*told, *more], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    done = run("--receipt", receipts[1])
    assert (done.returncode, done.stderr) == (0, "")
    first, *tally, found = done.stdout.splitlines()
    assert first == "Whole: 5 ballots of 6 voters, closed."
    assert tally == ['  3 × "for"', '  1 × "abstain"', '  1 × "against"']
    assert found.startswith(f"  {receipts[1]}: leaf ")
    assert found.endswith('"against"')
    grouped = " ".join(receipts[1][n : n + 8] for n in range(0, 32, 8))
    assert run("--receipt", grouped).stdout.splitlines()[-1] == found, "as the page shows it"
    done = run("--receipt", "0" * 32)
    assert (done.returncode, done.stderr) == (1, ""), "the file is whole, the ballot not in it"
    assert done.stdout.splitlines()[-1] == f"  {'0' * 32}: no ballot has it"


async def test_an_open_vote_counts_the_last_ballot_of_each(debate: Debate) -> None:
    told = (await in_the_open(debate)).judged()
    assert dict(told.counted) == {'"for"': 1, '"against"': 2, '"abstain"': 1}


async def test_no_change_of_a_file_passes(debate: Debate, promise: Promising) -> None:
    with promise("P11 of votes") as running:
        chance = running.random
        secret, _ = await in_a_box(debate)
        files = [secret, await in_the_open(debate)]
        for file in files:
            file.judged()
        for _ in range(running.of(check=300, nightly=10_000)):
            file = chance.choice(files)
            changed, how = mutated(file.text, chance)
            if changed == file.text:
                continue
            try:
                file.judged(changed)
            except verify.Wrong:
                pass
            else:
                running.violated(how)
            running.n += 1


async def test_a_checkpoint_of_another_vote_or_another_past_is_refused(debate: Debate) -> None:
    file, _ = await in_a_box(debate)
    other = await in_the_open(debate)
    with pytest.raises(verify.Wrong):
        file.judged(earlier=other.witnessed)
    with pytest.raises(verify.Wrong):
        File(file.text, other.key, file.witnessed).judged()


def mutated(text: str, chance: random.Random) -> tuple[str, str]:
    """The text with one change, and which."""
    lines = text.splitlines(keepends=True)
    how = chance.choice(("flip", "delete", "insert", "swap", "truncate", "rewrite", "move", "replay"))  # fmt: skip
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    if how == "flip":
        place = chance.randrange(len(text))
        letter = chr(ord(text[place]) ^ 1 << chance.randrange(5))
        return text[:place] + letter + text[place + 1 :], f"flip at {place}"
    if how == "delete":
        del lines[at]
    elif how == "insert":
        lines.insert(to, lines[at])
    elif how == "swap":
        lines[at], lines[to] = lines[to], lines[at]
    elif how == "truncate":
        lines = lines[:at]
    elif how == "rewrite":
        lines[at] = lines[at].replace("for", "against").replace("abstain", "for")
    elif how == "move":
        lines.insert(to, lines.pop(at))
    else:
        lines.append(lines[-1])
    return "".join(lines), f"{how} {at} {to}"
