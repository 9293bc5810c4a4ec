"""P33: the tests can fail. Bugs that others have had are planted one by one, and each is caught by the test named for it."""

import asyncio
from pathlib import Path

import pytest

from tests.promises.conftest import Promising
from tests.promises.planting import ROOT, Garden, Plant, caught, places, plants

ONE_S = 90.0  # for one plant: the program comes up, and a test ends, on a busy machine
FEWEST = 25
ENOUGH_S = 12.0


@pytest.mark.parametrize("plant", plants(), ids=lambda plant: plant.file)
def test_every_plant_still_has_its_place(plant: Plant) -> None:
    assert places(plant) == 1, f"“{plant.name}” does not fit {plant.file} any more"
    assert plant.before != plant.after
    file, _, test = plant.caught_by.partition("::")
    assert f"def {test.partition('[')[0]}(" in (ROOT / file).read_text("utf-8"), plant.caught_by


async def test_every_planted_bug_is_caught(
    postgres: str, tmp_path: Path, promise: Promising
) -> None:
    known = plants()
    assert len(known) >= FEWEST
    with promise("P33") as running:
        garden = await asyncio.to_thread(Garden, tmp_path / "tree", postgres)
        quick = [plant for plant in known if not plant.caught_by.startswith("tests/promises/")]
        chosen = running.of(
            check=running.random.sample(quick, 2),
            nightly=running.random.sample(
                known, FEWEST
            ),  # by the seed: all of them in a few nights
            full=known,
        )
        if running.size != "check":  # there they run by themselves
            tests = sorted({plant.caught_by for plant in chosen})
            sound = await asyncio.to_thread(garden.run, tests, running.left_s)
            running.holds(
                sound.code == 0 and sound.passed >= len(tests) and not sound.skipped,
                f"without a bug: {sound.said}",
            )
        for plant in chosen:
            if running.size == "check" and running.n and running.seconds > ENOUGH_S:
                break  # one of them is a sample too
            if not running.left_s:
                running.violated(f"no time was left for “{plant.name}”")
                continue
            began = running.seconds
            ran = await asyncio.to_thread(garden.with_bug, plant, ONE_S)
            running.times.append(running.seconds - began)
            running.n += 1
            running.holds(caught(ran), f"“{plant.name}” is not caught: {ran.said}")
        running.facts["plants"] = len(known)


async def test_what_changes_nothing_is_not_taken_for_caught(postgres: str, tmp_path: Path) -> None:
    test = "tests/rooms/text/test_characters.py::test_a_title_is_one_line"
    file = "rooms/text/characters.py"
    garden = await asyncio.to_thread(Garden, tmp_path / "tree", postgres)
    first = '"""'
    for after in ('# nothing\n"""', 'import nothing_of_this_name\n"""'):
        whole = (tmp_path / "tree" / file).read_text("utf-8")
        before = whole[: whole.index("\n")]
        plant = Plant("nothing", file, before, before.replace(first, after, 1), test)
        ran = await asyncio.to_thread(garden.with_bug, plant, ONE_S)
        assert not caught(ran), ran
