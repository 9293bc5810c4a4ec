"""The arithmetic of many sockets is right where it can be done by hand, and what it is given can be measured."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale_apart import line_through
from benchmarks.scale_chart import chart
from benchmarks.scale_costs import FILE, Costs, load, save
from benchmarks.scale_limits import Limits, at_best, shards_for
from benchmarks.scale_model import Load, Scenario
from tests.redis import binary

CHECKOUT = Path(__file__).parents[1]
NOTHING = msgspec.convert(
    dict.fromkeys(set(Costs.__struct_fields__) - {"machine"}, 0.0), type=Costs
)
MEASURED = load()


def costs(**given: float) -> Costs:
    """Where only this costs anything."""
    return msgspec.structs.replace(NOTHING, **given)


THOUSAND = Scenario(1000, per_room=100, entries_per_person_s=0.01, pages_per_person_s=0.02)


def test_what_can_be_counted_by_hand() -> None:
    # 10 rooms of 100; 10 entries a second, each to 100 sockets
    assert (THOUSAND.rooms, THOUSAND.entries_per_s) == (10, 10)
    assert THOUSAND.deliveries_per_s == 1000
    assert Load(costs(deliver_s=1e-3), THOUSAND, 2).node_cores == pytest.approx(0.5)
    assert Load(costs(page_s=1e-3), THOUSAND, 2).node_cores == pytest.approx(0.01)
    assert Load(costs(write_s=1e-2), THOUSAND, 2).node_cores == pytest.approx(0.05)
    assert Load(costs(beat_s=1e-3), THOUSAND, 2).node_cores == pytest.approx(0.02)  # each in 25 s
    assert Load(costs(hear_s=1e-3), THOUSAND, 2).node_cores == pytest.approx(0.01)  # all, not half
    assert Load(costs(open_s=1e-2, catch_up_s=1e-2), THOUSAND, 2).back_s == pytest.approx(10)
    assert Load(costs(open_db_s=1e-2), THOUSAND, 2).back_db_s == pytest.approx(10)
    held = Load(costs(node_bytes=1000, socket_bytes=5, kernel_bytes=1), THOUSAND, 2)
    assert held.memory_bytes == 1000 + 500 * 6


def test_everything_that_is_told_goes_to_every_node() -> None:
    load = Load(costs(redis_out_s=1e-3), THOUSAND, 4)
    # all 10 rooms are at all 4 nodes: each is told of by each every 2 s
    assert load.parts_per_s == pytest.approx(20, rel=0.01)
    assert load.redis_out_per_s == pytest.approx(4 * (10 + 20 + 1), rel=0.01)
    assert load.redis_cores == pytest.approx(0.124, rel=0.01)
    assert Load(NOTHING, THOUSAND.without_presence(), 4).redis_out_per_s == 4 * 11


def test_a_node_alone_asks_redis_for_nothing_but_its_canary() -> None:
    assert Load(NOTHING, THOUSAND, 1).redis_out_per_s == 1


def test_without_redis_the_journals_are_looked_at_more_often() -> None:
    each = costs(sweep_room_s=1e-6, sweep_room_db_s=1e-6)
    well, away = Load(each, THOUSAND, 1), Load(each, THOUSAND.without_redis(), 1)
    assert well.node_cores == pytest.approx(1010e-6)  # ten rooms and a thousand inboxes
    assert away.node_cores == pytest.approx(1010e-6 / 0.15)
    assert away.db_cores == pytest.approx(well.db_cores / 0.15)
    assert away.redis_cores == 0


def test_lines_of_one_person_share_an_inbox() -> None:
    shared = msgspec.structs.replace(THOUSAND, per_person=10)
    assert Load(NOTHING, shared, 1).swept == pytest.approx(110)


@given(st.integers(1, 1_000_000), st.integers(1, 1000))
def test_more_sockets_are_never_less_work_nor_more_nodes_more_for_each(n: int, nodes: int) -> None:
    here, more = (Load(MEASURED, Scenario(size), nodes) for size in (n, n + n // 2 + 1))
    limits = Limits()
    for name, part in limits.used(here).items():
        assert limits.used(more)[name] >= part * (1 - 1e-9), name
    alone = Scenario(n).without_presence()
    fewer, others = Load(MEASURED, alone, nodes + 1), Load(MEASURED, alone, nodes + 2)
    for name, part in limits.used(others).items():
        if name.startswith("node"):
            assert part <= limits.used(fewer)[name] * (1 + 1e-9), name


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(node_memory_bytes=1), "node's memory"),
        (Limits(node_network_bytes_per_s=1), "node's network"),
        (Limits(descriptors=1), "node's descriptors"),
        (Limits(ports=1), "node's ports"),
        (Limits(redis_network_bytes_per_s=1e-3), "Redis' network"),
        (Limits(db_connections=1, pool_size=100), "PostgreSQL's connections"),
        (Limits(back_s=1e-9, db_cores=1e9), "node's way back"),
    ],
)
def test_the_limit_that_is_passed_first_is_named(limits: Limits, name: str) -> None:
    found, part = limits.first(Load(MEASURED, Scenario(2000), 2))
    assert (found, part > 1) == (name, True)


def test_loops_and_cores_are_named_too() -> None:
    busy = Load(costs(write_s=1, write_db_s=1), Scenario(60_000), 1)
    assert Limits().first(busy)[0] == "node's loop"
    assert Limits().first(Load(costs(write_db_s=1), Scenario(60_000), 3))[0] == "PostgreSQL's cores"
    back = Load(costs(open_db_s=1, open_s=1e-3), Scenario(60_000), 3)
    assert Limits().first(back)[0] == "PostgreSQL's way back"
    telling = Load(costs(redis_in_s=1), Scenario(60_000), 3)
    assert Limits().first(telling)[0] == "Redis' loop"
    assert shards_for(telling, Limits()) > 1


def test_as_many_nodes_are_found_as_their_limits_need() -> None:
    # 0.6 of a loop each: a second of writing a second and a half needs three
    writing = Scenario(900).without_presence()
    assert at_best(costs(write_s=1), writing, Limits(ports=10**9)).nodes == 3
    ports = at_best(NOTHING, Scenario(100_000), Limits(ports=30_000, db_connections=10**9))
    assert ports.nodes == 4
    hearing = at_best(costs(hear_s=1), Scenario(6000), Limits())
    assert hearing.nodes == 1  # more would have to hear each other, which no number of them can
    telling = at_best(costs(hear_s=1, write_s=1), Scenario(6000), Limits())
    assert not Limits().nodes_suffice(telling)


def test_a_cost_is_split_into_what_is_there_anyway_and_what_each_adds() -> None:
    assert line_through({1: 3.0, 9: 19.0}) == (1.0, 2.0)
    assert line_through({1: 3.0, 9: 2.0}) == (3.0, 0.0)


def test_costs_are_kept_with_where_they_are_from(tmp_path: Path) -> None:
    assert MEASURED.machine
    assert all(value >= 0 for value in msgspec.structs.astuple(MEASURED)[:-1])
    save(MEASURED, tmp_path / "costs.json")
    assert (tmp_path / "costs.json").read_bytes() == FILE.read_bytes()


def test_the_picture_has_all_panels() -> None:
    drawn = chart(MEASURED, Limits(), Scenario(0))
    assert drawn.startswith("<svg")
    assert drawn.count('class="frame"') == 6
    assert "NaN" not in drawn.upper().replace("FINANCE", "")


@pytest.mark.skipif(binary() is None, reason="no Redis and no Valkey on this machine")
@pytest.mark.parametrize("what", ["--measure", "--check"])
def test_costs_are_measured_and_the_model_is_held_against_a_run(tmp_path: Path, what: str) -> None:
    file = tmp_path / "costs.json"
    save(MEASURED, file)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", what, "--small", "--costs", str(file)],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert [row["sockets"] for row in said["sizes"]] == [1_000, 10_000, 100_000, 1_000_000]
    if what == "--measure":
        found = load(file)
        assert found != MEASURED
        assert min(found.open_s, found.write_s, found.deliver_s, found.hear_s, found.page_s) > 0
        assert found.entry_bytes > 400
    else:
        assert [row["missed"] for row in said["checked"]] == [0, 0]
        for row in said["checked"]:
            assert min(row["measured"].values()) > 0
            assert row["measured"].keys() == row["predicted"].keys()
