import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import tree
from rooms.tree import Range, joined, leaf_hash
from server.record import tiles
from server.record.tiles import Place
from tests.server.record.oracle import consistent, included, root_of

LEAVES = [leaf_hash(str(n).encode()) for n in range(9000)]


def kept(size: int, *steps: int) -> dict[Place, bytes]:
    """The tiles of a log that grew to this size in steps of these sizes, over and over."""
    found: dict[Place, bytes] = {}
    at = turn = 0
    while at < size:
        step = min(steps[turn % len(steps)] if steps else size, size - at)
        edge = {place: found[place] for place in tiles.edge(at)}
        found |= tiles.grown(at, edge, LEAVES[at : at + step])
        at, turn = at + step, turn + 1
    return found


def only(ranges: list[Range], found: dict[Place, bytes]) -> dict[Place, bytes]:
    """The tiles that a proof says it needs, and no others."""
    return {place: found[place] for place in tiles.places(ranges)}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 8200])
def test_the_root_is_that_of_the_definition(size: int) -> None:
    found = kept(size)
    assert tiles.hash_of(Range(0, size), found) == root_of(LEAVES[:size])
    edge = {place: found[place] for place in tiles.edge(size)}
    assert tiles.hash_of(Range(0, size), edge) == root_of(LEAVES[:size]), "the edge is enough"


def test_how_it_grew_leaves_no_trace() -> None:
    assert kept(5000) == kept(5000, 1) == kept(5000, 500) == kept(5000, 64, 1, 63)


def test_a_full_tile_never_changes() -> None:
    before, after = kept(4200), kept(8200)
    full = {place: tile for place, tile in before.items() if len(tile) == 2048}
    assert len(full) > 60
    assert full.items() <= after.items()


@given(st.integers(1, 4200).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_an_inclusion_proof_leads_to_the_root(place: tuple[int, int]) -> None:
    leaf, size = place
    ranges = tree.inclusion(leaf, size)
    found = only(ranges, FOUND)
    proof = [tiles.hash_of(each, found) for each in ranges]
    assert included(leaf, size, LEAVES[leaf], proof, root_of(LEAVES[:size]))
    assert not included(leaf, size, LEAVES[leaf + 1], proof, root_of(LEAVES[:size]))


@given(st.integers(1, 4200).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_a_consistency_proof_joins_two_roots(sizes: tuple[int, int]) -> None:
    first, second = sizes
    ranges = tree.consistency(first, second)
    found = only(ranges, FOUND)
    proof = [tiles.hash_of(each, found) for each in ranges]
    roots = root_of(LEAVES[:first]), root_of(LEAVES[:second])
    assert consistent(first, second, proof, *roots)
    assert not consistent(first, second, proof, leaf_hash(b"khac"), roots[1])


FOUND = kept(4200)


def test_the_published_vectors_agree_with_the_oracle(corpora: Path) -> None:
    """The oracle of these tests, which is RFC 9162's way of checking, judges the vectors as their makers do."""
    inclusions = consistencies = 0
    for case in _cases(corpora / "merkle/testdata/inclusion"):
        inclusions += 1
        good = included(
            case["leafIdx"], case["treeSize"], case["leafHash"], case["proof"], case["root"]
        )
        assert good is not case["wantErr"], case["desc"]
    for case in _cases(corpora / "merkle/testdata/consistency"):
        consistencies += 1
        good = consistent(case["size1"], case["size2"], case["proof"], case["root1"], case["root2"])
        assert good is not case["wantErr"], case["desc"]
    assert (inclusions, consistencies) == (98, 98)


def test_the_published_happy_paths_are_the_proofs_we_make(corpora: Path) -> None:
    """The vectors speak of one tree of eight leaves; where it is known from them, ours is the same."""
    leaves = [
        leaf_hash(bytes.fromhex(each))
        for each in (
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        )
    ]  # fmt: skip
    found = tiles.grown(0, {}, leaves)
    seen = 0
    for case in _cases(corpora / "merkle/testdata/inclusion"):
        if not case["wantErr"] and 0 < case["treeSize"] <= 8 and case["leafHash"] in leaves:
            ranges = tree.inclusion(case["leafIdx"], case["treeSize"])
            assert [tiles.hash_of(each, found) for each in ranges] == case["proof"]
            seen += 1
    for case in _cases(corpora / "merkle/testdata/consistency"):
        if not case["wantErr"] and 0 < case["size1"] <= case["size2"] <= 8:
            ranges = tree.consistency(case["size1"], case["size2"])
            assert [tiles.hash_of(each, found) for each in ranges] == case["proof"]
            seen += 1
    assert seen >= 8


def _cases(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.rglob("*.json")):
        case = json.loads(file.read_text("utf-8"))
        for name in ("root", "root1", "root2", "leafHash"):
            if name in case:
                case[name] = base64.b64decode(case[name] or "")
        case["proof"] = [base64.b64decode(each) for each in case["proof"] or ()]
        yield case


def test_hashes_of_leaves_and_nodes_cannot_be_taken_for_each_other() -> None:
    left, right = LEAVES[:2]
    assert joined(left, right) == hashlib.sha256(b"\1" + left + right).digest()
    assert leaf_hash(left + right) != joined(left, right)
