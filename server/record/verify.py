"""Says whether an exported audit log is whole: `python3 verify.py FILE --key KEY [--checkpoint WITNESSED]`.

This file needs nothing but Python's standard library, so it can be copied to whoever is to judge and be read
by them. It hashes every row of the export into the tree of RFC 6962, compares the root with the one that the
portal signed (Ed25519, RFC 8032), and with the one of a checkpoint that somebody kept earlier: then nothing
before that was changed, left out, put in or moved, whoever holds the portal's database and its key.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEADER = '{"dienhong":"audit","version":1}\n'
FIELDS = ["leaf", "id", "at", "act", "rooms"]
OPEN, ERASED = ["said", "salt"], ["commitment"]  # the personal part: itself, or its hash
AT, ACT, HEX = r"[0-9]{4}(?:[-T:.][0-9]{2})+[0-9]{4}Z", r"[a-z0-9_]+\.[a-z0-9_]+", r"[0-9a-f]{32}"
SHAPE = re.compile(f"{AT} {ACT} (?:{HEX}){{1,2}}")  # of a time, an act and a salt or a hash
P = 2**255 - 19  # the curve of Ed25519, and its group's order
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int]  # x and y times the third: dividing is slow
Head = tuple[int, bytes]  # of a log: how many rows, and the root of its tree


class Wrong(Exception):
    """What is wrong, in a sentence."""


class Log:
    """The tree over the rows read so far: the perfect subtrees it is made of, the largest first."""

    def __init__(self) -> None:
        self.size, self._parts = 0, list[tuple[int, bytes]]()

    def add(self, leaf: bytes) -> None:
        level, part = 0, hashlib.sha256(b"\0" + leaf).digest()
        while self._parts and self._parts[-1][0] == level:
            level, part = level + 1, hashlib.sha256(b"\1" + self._parts.pop()[1] + part).digest()
        self._parts.append((level, part))
        self.size += 1

    @property
    def head(self) -> Head:
        root = self._parts[-1][1] if self._parts else hashlib.sha256().digest()
        for _, left in reversed(self._parts[:-1]):
            root = hashlib.sha256(b"\1" + left + root).digest()
        return self.size, root


def verify(lines: Iterator[str], keys: dict[str, bytes], earlier: Head | None) -> tuple[int, int]:
    """How many rows the log has, and how many of them were erased. Raises Wrong."""
    if next(lines, "") != HEADER:
        raise Wrong("This is no export of an audit log.")
    log, erased, then = Log(), 0, Log().head
    for number, line in enumerate(lines, 2):
        try:
            found = json.loads(line)
            if line != json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n":
                raise Wrong("it is not written as exports are")  # noqa: TRY301 - one place tells the line
            if list(found) == ["checkpoint"] and next(lines, None) is None:
                break
            leaf, is_erased = leaf_of(found, log.size)
        except (Wrong, ValueError, TypeError, AttributeError, RecursionError) as why:
            raise Wrong(f"Line {number} is not a row of the log: {why}.") from None
        log.add(leaf)
        erased += is_erased
        if earlier and log.size == earlier[0]:
            then = log.head
    else:
        raise Wrong("The export ends before its checkpoint: it was cut off.")
    if log.head != read(str(found["checkpoint"]), keys, alone=True):
        raise Wrong("The rows are not those that the portal signed.")
    if earlier and then != earlier:
        raise Wrong(f"The first {earlier[0]} rows are not those that were witnessed.")
    return log.size, erased


def leaf_of(row: dict[str, Any], due: int) -> tuple[bytes, bool]:
    """The bytes that the row stands for in the tree, and whether its personal part was erased."""
    erased = list(row) == FIELDS + ERASED
    if not erased and list(row) != FIELDS + OPEN:
        raise Wrong("its fields are others")
    if row["leaf"] != due:
        raise Wrong(f"it has number {row['leaf']} where {due} is due")
    numbers = [row["leaf"], row["id"], *row["rooms"]]
    if type(row["rooms"]) is not list or any(type(each) is not int for each in numbers):
        raise Wrong("a number is none")
    if not SHAPE.fullmatch(f"{row['at']} {row['act']} {row['commitment' if erased else 'salt']}"):
        raise Wrong("its time, act or hash is none")
    said = b"" if erased else (row["salt"] + row["said"]).encode()
    commitment = row["commitment"] if erased else hashlib.sha256(said).hexdigest()
    rooms = ",".join(map(str, row["rooms"]))
    lines = ("dienhong.audit.1", row["id"], row["at"], row["act"], rooms, commitment, "")
    return "\n".join(map(str, lines)).encode(), erased


def read(note: str, keys: dict[str, bytes], *, alone: bool) -> Head:
    """What a checkpoint says that one of the keys signed; `alone`: and nobody else. Raises Wrong."""
    text, gap, rest = note.partition("\n\n")
    name = text.partition("\n")[0]
    if name not in keys:
        raise Wrong(f"A checkpoint is of the log {name!r}, for which no key was given.")
    known, signed = keys[name], (text + "\n").encode()
    mark = hashlib.sha256(name.encode() + b"\n" + known).digest()[:4]
    signatures = rest.split("\n")
    if not gap or signatures.pop() or (alone and len(signatures) != 1):
        raise Wrong("A checkpoint is not in the form of a signed note.")
    ours = [bytes_of(s.split(" ")[2]) for s in signatures if s.startswith(f"— {name} ")]
    if not any(each[:4] == mark and good(known[1:], each[4:], signed) for each in ours):
        raise Wrong("The signature of a checkpoint is not of the key that was given.")
    return int(text.split("\n")[1]), bytes_of(text.split("\n")[2])


def bytes_of(text: str) -> bytes:
    """What base64 stands for, written in its one right way. Raises Wrong."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        found = b""
    if base64.b64encode(found).decode() != text:
        raise Wrong("A key or a signature is not written in base64.")
    return found


def good(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is right (RFC 8032, 5.1.7)."""
    key, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if key is None or r is None or base is None or len(signature) != 64 or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    a, b, c = times(s, base)
    d, e, f = plus(r, times(int.from_bytes(digest, "little") % L, key))
    return (a * f - d * c) % P == 0 == (b * f - e * c) % P


def point(raw: bytes) -> Point | None:
    """The point of the curve that 32 bytes stand for, None where there is none (RFC 8032, 5.1.3)."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if len(raw) != 32 or y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x), y, 1


def plus(one: Point, other: Point) -> Point:
    (a, b, c), (d, e, f) = one, other
    x, y, z = a * d % P, b * e % P, c * f % P
    g, h = z * z + D * x * y, z * z - D * x * y
    return z * h * ((a + b) * (d + e) - x - y) % P, z * g * (x + y) % P, g * h % P


def times(number: int, each: Point) -> Point:
    total = 0, 1, 1
    while number:
        total = plus(total, each) if number & 1 else total
        each, number = plus(each, each), number >> 1
    return total


def key_of(text: str) -> tuple[str, bytes]:
    """A key as the portal gives it, `name+hash+key`: its name, its sort and itself. Raises Wrong."""
    name, _, rest = text.strip().partition("+")
    known = bytes_of(rest.partition("+")[2])
    if len(known) != 33 or known[0] != 1:
        raise Wrong(f"{text} is no key: GET /record/key gives it.")
    return name, known


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 for a whole log, 1 for one that is not."""
    asked = argparse.ArgumentParser(description="Says whether an exported audit log is whole.")
    asked.add_argument("file", metavar="FILE", help="the export")
    asked.add_argument("--key", action="append", required=True, help="one for each name")
    asked.add_argument("--checkpoint", metavar="WITNESSED", help="a file, kept earlier")
    given = asked.parse_args(arguments)
    try:
        keys, note = dict(map(key_of, given.key)), given.checkpoint
        earlier = read(Path(note).read_text("utf-8"), keys, alone=False) if note else None
        with Path(given.file).open(encoding="utf-8", newline="\n") as lines:
            rows, erased = verify(lines, keys, earlier)
    except (Wrong, OSError, UnicodeError) as why:
        print(f"NOT WHOLE. {why}", file=sys.stderr)
        return 1
    print(f"Whole: {rows} rows, the personal part of {erased} of them erased.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
