"""P11: whatever is done to the log, whoever has the verifier, the public key and one witnessed checkpoint sees it.

The forger of these tests owns the database: rows, salts, hashes, every old checkpoint. What they do not have is the
signing key, or, where they have that too, the checkpoint that somebody else kept.
"""

import ast
import json
import sys
from pathlib import Path

import asyncpg

from rooms.store import Store
from server.record import proofs, verify
from tests.promises.conftest import Promising
from tests.promises.forging import (
    KINDS,
    OLDER_AT,
    OTHER,
    ROWS,
    WITNESSED_AT,
    Lines,
    Scene,
    joined,
    now,
)
from tests.promises.harness import Promise
from tests.server.record.conftest import exported, portal, taken
from tests.server.record.oracle import root_of
from tests.server.record.recorded import act, leaves

__all__ = ["portal"]

VERIFIER = Path(verify.__file__)
LONGEST = 200  # lines


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


def _without_the_witness(running: Promise, scene: Scene) -> None:
    """What a witness is for: without one, an older log with its own good checkpoint looks whole; and it must."""
    older = scene.folder / "older"
    older.write_text(json.loads(scene.older[-1])["checkpoint"], "utf-8")
    running.holds(
        scene.judged(joined(scene.older), witnessed=older), "an old export was whole once"
    )
    running.holds(not scene.judged(joined(scene.export), key=OTHER.named(0)), "another key")
    forged = scene.folder / "forged"
    forged.write_text(OTHER.note(scene.key, 0, root_of([]), now()), "utf-8")
    running.holds(
        not scene.judged(joined(scene.export), witnessed=forged), "a witness that is none"
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
