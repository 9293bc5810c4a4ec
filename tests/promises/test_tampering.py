"""P11: whatever is done to the log, whoever has the verifier, the public key and one witnessed checkpoint sees it.

The forger of these tests owns the database: rows, salts, hashes, every old checkpoint. What they do not have is the
signing key, or, where they have that too, the checkpoint that somebody else kept.
"""

import ast
import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg

from rooms.store import Store
from server.record import proofs, verify
from server.record.notes import Signer
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.server.record.conftest import exported, portal, taken
from tests.server.record.oracle import root_of
from tests.server.record.test_chaining import act, leaves
from tests.world import SIGNER

__all__ = ["portal"]

ROWS, WITNESSED_AT, OLDER_AT = 120, 80, 40
OTHER = Signer(bytes(32), "dien-dan.example")
VERIFIER = Path(verify.__file__)
LONGEST = 200  # lines

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


async def _set(store: Store, portal: str, folder: Path) -> Scene:
    exports: list[Lines] = []
    for upto in (OLDER_AT, WITNESSED_AT, ROWS):
        await act(store, upto - len(await leaves(portal)))
        await taken(store)
        exports.append(
            (await exported(store, folder / "log.jsonl"))
            .read_text("utf-8")
            .splitlines(keepends=True)
        )
        if upto == WITNESSED_AT:
            async with store.looking() as tx:
                newest = await proofs.newest(tx)
            (folder / "witnessed").write_text(newest.note, "utf-8")
    assert newest.key
    kept = folder / "witnessed"
    head = verify.read(kept.read_text("utf-8"), dict([verify.key_of(newest.key)]), alone=False)
    return Scene(folder, newest.key, kept, head, exports[2], exports[1], exports[0])


async def test_whatever_is_done_to_the_log_is_seen(
    portal: str, tmp_path: Path, promise: Promising
) -> None:
    with promise("P11") as running:
        async with asyncpg.create_pool(portal, min_size=1, max_size=2) as pool:
            scene = await _set(Store(pool), portal, tmp_path)
        whole = "".join(scene.export)
        assert scene.judged(whole.encode()), "the log itself is whole"
        assert scene.judged("".join(scene.at_witness).encode()), "so was it when it was witnessed"
        per_kind = running.of(20, 800)
        for kind in KINDS:
            for _ in range(per_kind):
                content = kind(running.random, scene)
                running.n += 1
                if content in {whole.encode(), "".join(scene.at_witness).encode()}:
                    continue  # it happened to change nothing
                running.holds(not scene.whole(content), f"{kind.__name__} was not seen")
        _without_the_witness(running, scene)


def flipped(chance: random.Random, scene: Scene) -> bytes:
    """One bit."""
    content = bytearray("".join(scene.export).encode())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def deleted(chance: random.Random, scene: Scene) -> bytes:
    """A line less."""
    lines = list(scene.export)
    del lines[chance.randrange(len(lines))]
    return _bytes(lines)


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
    content = _bytes(scene.export)
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
        return _bytes(scene.older)
    return _signed(_rows(scene.export)[:size], SIGNER, scene.key)


def old_checkpoint(chance: random.Random, scene: Scene) -> bytes:
    """Today's rows under a checkpoint of yesterday, or the other way round."""
    if chance.random() < 0.5:
        return _bytes([*scene.export[:-1], chance.choice([scene.at_witness, scene.older])[-1]])
    return _bytes([*scene.older[:-1], scene.export[-1]])


def forged(chance: random.Random, scene: Scene) -> bytes:
    """A checkpoint with another size, root, name, time or signature."""
    note = json.loads(scene.export[-1])["checkpoint"]
    lines = note.split("\n")
    lines[chance.choice([0, 1, 2, 3, 5])] = chance.choice(
        ["ai-do.example/record", "0", str(chance.randrange(1000)), "A" * 43 + "=", "", "— x y"]
    )
    return _bytes([*scene.export[:-1], _line({"checkpoint": "\n".join(lines)})])


KINDS: list[Callable[[random.Random, Scene], bytes]] = [
    flipped, deleted, deleted_and_numbered, inserted, swapped, truncated, rewritten, resigned,
    signed_in_our_name, signed_with_the_stolen_key, replayed, old_checkpoint, forged,
]  # fmt: skip


def _without_the_witness(running: Promise, scene: Scene) -> None:
    """What a witness is for: without one, an older log with its own good checkpoint looks whole; and it must."""
    older = scene.folder / "older"
    older.write_text(json.loads(scene.older[-1])["checkpoint"], "utf-8")
    running.holds(
        scene.judged(_bytes(scene.older), witnessed=older), "an old export was whole once"
    )
    running.holds(not scene.judged(_bytes(scene.export), key=OTHER.named(0)), "another key")
    forged = scene.folder / "forged"
    forged.write_text(OTHER.note(scene.key, 0, root_of([]), _now()), "utf-8")
    running.holds(
        not scene.judged(_bytes(scene.export), witnessed=forged), "a witness that is none"
    )
    running.n += 3


def test_the_verifier_is_one_short_file_that_knows_nothing_of_the_server() -> None:
    source = VERIFIER.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom)
            else []
        )
    }  # fmt: skip
    assert len(imported) > 5
    assert imported <= set(sys.stdlib_module_names)


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
    return _bytes([verify.HEADER, *(_line(row | {"leaf": n}) for n, row in enumerate(rows)), last])


def _signed(rows: list[dict[str, Any]], signer: Signer, key: str) -> bytes:
    """The same under a checkpoint of its own."""
    log = verify.Log()
    for number, row in enumerate(rows):
        log.add(verify.leaf_of(row | {"leaf": number}, number)[0])
    size, root = log.head
    return _written(rows, _line({"checkpoint": signer.note(key, size, root, _now())}))


def _now() -> datetime:
    return datetime.now(UTC)


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _lines(content: bytes) -> Lines:
    return list(
        io.StringIO(content.decode(), newline="\n")
    )  # the ends of lines that a file has, no others


def _bytes(lines: Lines | Iterator[str]) -> bytes:
    return "".join(lines).encode()
