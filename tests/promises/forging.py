"""What a forger does to an exported log: who owns the database, has every old checkpoint, and may have stolen the key."""

import io
import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from server.record import verify
from server.record.notes import Signer
from tests.serving import SIGNER

ROWS, WITNESSED_AT, OLDER_AT = 120, 80, 40
OTHER = Signer(bytes(32), "dien-dan.example")

Lines = list[str]


class Scene(NamedTuple):
    """What the judge has: a key and a checkpoint. What the forger has: the export, and older ones with theirs."""

    folder: Path
    key: str
    witnessed: Path
    head: verify.Head
    export: Lines
    at_witness: Lines
    older: Lines

    def whole(self, content: bytes) -> bool:
        """Whether the verifier, which has read the witnessed checkpoint, finds nothing wrong."""
        keys = dict([verify.key_of(self.key)])
        try:
            lines = _lines(content)
            verify.verify(iter(lines), keys, self.head)
        except (verify.Wrong, UnicodeError):
            return False
        return True

    def judged(self, content: bytes, key: str | None = None, witnessed: Path | None = None) -> bool:
        """The same by its command."""
        file = self.folder / "judged.jsonl"
        file.write_bytes(content)
        told = [
            str(file),
            "--key",
            key or self.key,
            "--checkpoint",
            str(witnessed or self.witnessed),
        ]
        return verify.main(told) == 0


def flipped(chance: random.Random, scene: Scene) -> bytes:
    """One bit."""
    content = bytearray("".join(scene.export).encode())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def deleted(chance: random.Random, scene: Scene) -> bytes:
    """A line less."""
    lines = list(scene.export)
    del lines[chance.randrange(len(lines))]
    return joined(lines)


def deleted_and_numbered(chance: random.Random, scene: Scene) -> bytes:
    """A row less, and the others moved up."""
    rows = _rows(scene.export)
    del rows[chance.randrange(len(rows))]
    return _written(rows, scene.export[-1])


def inserted(chance: random.Random, scene: Scene) -> bytes:
    """A row more, one that looks right, and the others moved down."""
    rows = _rows(scene.export)
    row = dict(chance.choice(rows)) | {"id": chance.randrange(1, 10**6)}
    rows.insert(chance.randrange(len(rows) + 1), row)
    return _written(rows, scene.export[-1])


def swapped(chance: random.Random, scene: Scene) -> bytes:
    """Two rows in each other's place."""
    rows = _rows(scene.export)
    one, other = chance.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return _written(rows, scene.export[-1])


def truncated(chance: random.Random, scene: Scene) -> bytes:
    """Cut off, anywhere."""
    content = joined(scene.export)
    return content[: chance.randrange(len(content))]


def rewritten(chance: random.Random, scene: Scene) -> bytes:
    """One row says something else; its own hash follows by itself."""
    rows = _rows(scene.export)
    _rewrite(chance, rows[chance.randrange(len(rows))])
    return _written(rows, scene.export[-1])


def resigned(chance: random.Random, scene: Scene) -> bytes:
    """A row rewritten, every hash made anew, and the new root signed with a key of the forger's own."""
    rows = _rows(scene.export)
    _rewrite(chance, rows[chance.randrange(len(rows))])
    return _signed(rows, OTHER, OTHER.named(0))


def signed_in_our_name(chance: random.Random, scene: Scene) -> bytes:
    """The same, with the mark of our key on the forger's signature."""
    rows = _rows(scene.export)
    _rewrite(chance, rows[chance.randrange(len(rows))])
    note = json.loads(_lines(_signed(rows, OTHER, scene.key))[-1])["checkpoint"]
    ours = json.loads(scene.export[-1])["checkpoint"]
    text, mark = note.partition("\n\n")[0], ours.partition("\n\n")[2]
    return _written(rows, _line({"checkpoint": f"{text}\n\n{mark}"}))


def signed_with_the_stolen_key(chance: random.Random, scene: Scene) -> bytes:
    """A row before the witnessed checkpoint rewritten and all of it signed with the very key: the witness sees it."""
    rows = _rows(scene.export)
    _rewrite(chance, rows[chance.randrange(WITNESSED_AT)])
    return _signed(rows, SIGNER, scene.key)


def replayed(chance: random.Random, scene: Scene) -> bytes:
    """An older log with its own good checkpoint, as if nothing had happened since."""
    size = chance.randrange(OLDER_AT + 1)
    if size == OLDER_AT:
        return joined(scene.older)
    return _signed(_rows(scene.export)[:size], SIGNER, scene.key)


def old_checkpoint(chance: random.Random, scene: Scene) -> bytes:
    """Today's rows under a checkpoint of yesterday, or the other way round."""
    if chance.random() < 0.5:
        return joined([*scene.export[:-1], chance.choice([scene.at_witness, scene.older])[-1]])
    return joined([*scene.older[:-1], scene.export[-1]])


def forged(chance: random.Random, scene: Scene) -> bytes:
    """A checkpoint with another size, root, name, time or signature."""
    note = json.loads(scene.export[-1])["checkpoint"]
    lines = note.split("\n")
    lines[chance.choice([0, 1, 2, 3, 5])] = chance.choice(
        ["ai-do.example/record", "0", str(chance.randrange(1000)), "A" * 43 + "=", "", "— x y"]
    )
    return joined([*scene.export[:-1], _line({"checkpoint": "\n".join(lines)})])


def restyled(chance: random.Random, scene: Scene) -> bytes:
    """A line that means the same and is written otherwise: two exports of one log must not differ in a byte."""
    lines = list(scene.export)
    place = chance.randrange(1, len(lines))
    told = json.loads(lines[place])
    match chance.choice(["spaces", "order", "twice", "escapes", "line end"]):
        case "spaces":
            lines[place] = json.dumps(told, ensure_ascii=False) + "\n"
        case "order" if len(told) > 1:
            lines[place] = _line(dict(reversed(told.items())))
        case "twice":
            first = lines[place].partition(":")[0]
            lines[place] = f"{first}:0,{lines[place][1:]}"
        case "escapes":
            lines[place] = lines[place].replace(".", "\\u002e", 1)
        case _:
            lines[place] = lines[place][:-1] + " \n"
    return joined(lines)


KINDS: list[Callable[[random.Random, Scene], bytes]] = [
    flipped, deleted, deleted_and_numbered, inserted, swapped, truncated, rewritten, resigned,
    signed_in_our_name, signed_with_the_stolen_key, replayed, old_checkpoint, forged, restyled,
]  # fmt: skip


def _rewrite(chance: random.Random, row: dict[str, Any]) -> None:
    """Something else in the row, of the same form."""
    match chance.choice(["said", "act", "at", "rooms", "id"]):
        case "said":
            row["said"] = row["said"].replace("null", str(chance.randrange(9)), 1)
        case "act":
            row["act"] = chance.choice(["posts.retract", "rooms.archive"])
        case "at":
            row["at"] = f"2020-01-01T00:00:00.{chance.randrange(10**6):06}Z"
        case "rooms":
            row["rooms"] = [*row["rooms"], 10**6]
        case _:
            row["id"] += 1000


def _rows(lines: Lines) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines[1:-1]]


def _written(rows: list[dict[str, Any]], last: str) -> bytes:
    """An export of these rows, numbered anew."""
    return joined([verify.HEADER, *(_line(row | {"leaf": n}) for n, row in enumerate(rows)), last])


def _signed(rows: list[dict[str, Any]], signer: Signer, key: str) -> bytes:
    """The same under a checkpoint of its own."""
    log = verify.Log()
    for number, row in enumerate(rows):
        log.add(verify.leaf_of(row | {"leaf": number}, number)[0])
    size, root = log.head
    return _written(rows, _line({"checkpoint": signer.note(key, size, root, now())}))


def now() -> datetime:
    return datetime.now(UTC)


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _lines(content: bytes) -> Lines:
    return list(
        io.StringIO(content.decode(), newline="\n")
    )  # the ends of lines that a file has, no others


def joined(lines: Lines | Iterator[str]) -> bytes:
    return "".join(lines).encode()
