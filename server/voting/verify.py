"""Says whether the file of a vote is whole: `python3 verify.py FILE --key KEY [--checkpoint WITNESSED] [--receipt R]`.

This file needs Python and one library for signatures (`cryptography`), so it can be copied to whoever is to judge and read by them. It hashes
every leaf into the tree of RFC 6962 and compares the root with the one that the portal signed, and with that of a checkpoint that somebody kept
while the vote ran. Then it reads what the leaves say: one vote from its opening to its end, no more ballots than voters, one of each voter or
receipt, which it counts; and it finds those of the receipts it is asked for. `dienhong recount` goes through the method too.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

AT = re.compile(r"[0-9]{4}(?:[-T:.][0-9]{2})+[0-9]{4}Z")
HASH, RECEIPT = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}")
LINES = {"vote": 9, "ballot": 8, "secret": 4, "closed": 5, "annulled": 4}  # of a leaf
TIMES = {"vote": [2, 3], "ballot": [3], "closed": [2], "annulled": [2]}  # which of them are
NUMBERS = {"vote": [7], "ballot": [2], "closed": [3]}
ENDS = ["closed"], ["annulled"], ["closed", "annulled"]


class Wrong(Exception):
    """What is wrong, in a sentence."""


class Told(NamedTuple):
    """What a file says: the ballots that count, receipts with their leaf and ballot, how it ended."""

    counted: Counter[str]
    receipts: dict[str, tuple[int, str]]
    voters: int
    end: list[str]


def must(holds: object, why: str) -> None:
    if not holds:
        raise Wrong(why)


def verify(lines: Iterator[str], key: str, earlier: str | None, its: str | None = None) -> Told:
    """What a whole file says; `earlier`: a checkpoint that was kept, `its` key where it has another. Raises Wrong."""
    (name, public), first = key_of(key), next(lines, "")
    vote: Any = read(first).get("vote")
    header = {"dienhong": "vote", "version": 1, "vote": vote, "key": key}
    must(type(vote) is int and first == written(header), "It is no file of a vote under this key.")
    must(re.fullmatch(rf".+/votes/{vote}(?:/[0-9]+)?", name), f"The key is not of vote {vote}.")
    records, found = list[str](), dict[str, Any]()
    for line in lines:
        found = read(line)
        must(line == written(found), f"The line after leaf {len(records) - 1} is not written so.")
        if list(found) == ["checkpoint"]:
            break
        leaf = list(found) == ["leaf", "record"] and type(found["record"]) is str
        must(leaf and found["leaf"] == len(records), f"There is no leaf {len(records)}.")
        records.append(found["record"])
    must("checkpoint" in found, "The file ends before its checkpoint: it was cut off.")
    must(next(lines, None) is None, "Something follows the checkpoint.")
    hashes = [hashlib.sha256(b"\0" + record.encode()).digest() for record in records]
    head = len(hashes), root(hashes)
    must(signed(str(found["checkpoint"]), name, public) == head, "These leaves were not signed.")
    if earlier is not None:
        size, then = signed(earlier, *key_of((its or key).strip()))
        must(root(hashes[:size]) == then, f"The first {size} leaves are not those witnessed.")
    return said(vote, records)


def said(vote: int, records: list[str]) -> Told:
    """What the leaves say. Raises Wrong where they contradict themselves."""
    leaves = [parted(vote, record) for record in records]
    kinds = [leaf[0] for leaf in leaves]
    last = next((n for n, kind in enumerate(kinds) if kind in {"closed", "annulled"}), 0)
    must(last and kinds[0] == "vote", "The log does not go from the opening of a vote to its end.")
    must(kinds[last:] in ENDS, "Something follows the end of the vote.")
    secret, voters, box = bool(json.loads(leaves[0][5]).get("secret")), leaves[0][7], leaves[1:last]
    must(set(kinds[1:last]) <= {"secret" if secret else "ballot"}, "A ballot is of another sort.")
    counting = in_secret(box) if secret else in_the_open(box, leaves[0][2], leaves[0][3])
    announced = leaves[last][3] if kinds[last] == "closed" else str(len(counting))
    fits = announced == str(len(counting)) and len(counting) <= int(voters)
    must(fits, f"{len(counting)} ballots count, {announced} were announced, of {voters} voters.")
    receipts = {leaf[2]: (n, leaf[3]) for n, leaf in enumerate(box, 1)} if secret else {}
    return Told(Counter(counting), receipts, int(voters), leaves[-1])


def in_secret(box: list[list[str]]) -> list[str]:
    """The ballots of a sealed box: in the order of their receipts, each there once. Raises Wrong."""
    receipts = [leaf[2] for leaf in box]
    must(receipts == sorted(set(receipts)), "Receipts are not in order, or one is there twice.")
    must(all(map(RECEIPT.fullmatch, receipts)), "A receipt is none.")
    return [leaf[3] for leaf in box]


def in_the_open(box: list[list[str]], opened: str, until: str) -> list[str]:
    """The last ballot of each voter. Raises Wrong."""
    last = dict[str, tuple[int, str]]()
    for number, (_, _, leaf, at, voter, ballot, why, replaces) in enumerate(box, 1):
        before = str(last[voter][0]) if voter in last else "-"
        ours = leaf == str(number) and opened <= at < until and HASH.fullmatch(voter)
        must(ours and (why == "-" or HASH.fullmatch(why)), f"Leaf {number} is no ballot of this.")
        must(replaces == before, f"Leaf {number} does not name its voter's ballot before it.")
        last[voter] = number, ballot
    return [ballot for _, ballot in last.values()]


def parted(vote: int, record: str) -> list[str]:
    """The lines of a leaf of this vote, its kind in the place of the first. Raises Wrong."""
    *lines, rest = record.split("\n")
    kind = lines[0].removeprefix("dienhong.").removesuffix(".1") if lines else ""
    shape = LINES.get(kind) == len(lines) and lines[0] == f"dienhong.{kind}.1" and not rest
    must(shape and lines[1] == str(vote), f"A leaf is none of vote {vote}: {record[:40]!r}.")
    must(all(AT.fullmatch(lines[n]) for n in TIMES.get(kind, [])), "A time is none.")
    must(all(lines[n].isdecimal() for n in NUMBERS.get(kind, [])), "A number is none.")
    return [kind, *lines[1:]]


def root(hashes: list[bytes]) -> bytes:
    """The root of the tree over these leaves (RFC 6962, 2.1)."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256().digest()
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(hashes[:middle]) + root(hashes[middle:])).digest()


def signed(note: str, name: str, public: bytes) -> tuple[int, bytes]:
    """The size and the root that a checkpoint names under this key. Raises Wrong."""
    text, _, rest = note.partition("\n\n")
    lines, mark = text.split("\n"), hashlib.sha256(name.encode() + b"\n\1" + public).digest()[:4]
    signature = bytes_of(rest.removeprefix(f"— {name} ").removesuffix("\n"))
    whole = rest == f"— {name} {base64.b64encode(signature).decode()}\n" and signature[:4] == mark
    must(whole and len(lines) == 4 and lines[0] == name, "A checkpoint is not of this log.")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], f"{text}\n".encode())
    except (InvalidSignature, ValueError):
        raise Wrong("The signature of a checkpoint is not of the key that was given.") from None
    return int(lines[1]), bytes_of(lines[2])


def key_of(text: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a key, `name+hash+key`. Raises Wrong."""
    name, _, rest = text.partition("+")
    known = bytes_of(rest.partition("+")[2])
    must(len(known) == 33 and known[0] == 1, f"{text} is no key.")
    return name, known[1:]


def bytes_of(text: str) -> bytes:
    """What base64 stands for; nothing where it is not written in its one right way."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return found if base64.b64encode(found).decode() == text else b""


def read(line: str) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return {}


def written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 for a whole file with all receipts in it, 1 for any other."""
    asked = argparse.ArgumentParser(description="Says whether the file of a vote is whole.")
    asked.add_argument("file", metavar="FILE", help="the export")
    asked.add_argument("--key", required=True, help="as you had it when the vote was opened")
    asked.add_argument("--checkpoint", metavar="WITNESSED", help="a file, kept while it ran")
    asked.add_argument("--checkpoint-key", metavar="KEY", help="its key, from before a restore")
    asked.add_argument("--receipt", action="append", default=[], help="find it, in groups or not")
    given = asked.parse_args(arguments)
    try:
        earlier = Path(given.checkpoint).read_text("utf-8") if given.checkpoint else None
        with Path(given.file).open(encoding="utf-8", newline="\n") as lines:
            told = verify(lines, given.key.strip(), earlier, given.checkpoint_key)
    except (Wrong, OSError, UnicodeError) as why:
        print(f"NOT WHOLE. {why}", file=sys.stderr)
        return 1
    print(f"Whole: {told.counted.total()} ballots of {told.voters} voters, {told.end[0]}.")
    for ballot, times in sorted(told.counted.items(), key=lambda each: (-each[1], each[0])):
        print(f"  {times} × {ballot}")
    for receipt in (wanted := ["".join(each.split()).lower() for each in given.receipt]):
        leaf, ballot = told.receipts.get(receipt, (None, ""))
        print(f"  {receipt}: " + (f"leaf {leaf}, {ballot}" if leaf else "no ballot has it"))
    return int(not set(wanted) <= set(told.receipts))


if __name__ == "__main__":
    sys.exit(main())
