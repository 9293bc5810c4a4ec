"""What is shipped: a wheel that carries the pages, needs no Node, and shares its import names with nobody."""

import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("server", "rooms", "moderation", "web", "migrations")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_the_wheel_carries_the_pages(wheel: Path, names: set[str]) -> None:
    assert {"web/dist/index.html", "web/dist/.sources"} <= names
    with zipfile.ZipFile(wheel) as opened:
        page = opened.read("web/dist/index.html").decode()
    scripts = {
        name for name in names if name.startswith("web/dist/assets/") and name.endswith(".js")
    }
    fonts = {name for name in names if name.endswith(".woff2")}
    assert any(name.removeprefix("web/dist") in page for name in scripts)
    assert fonts


def test_the_wheel_carries_everything_that_python_reads(names: set[str]) -> None:
    for package in PACKAGES:
        for kind in (".py", ".sql", ".toml", ".html"):
            read = {
                file.relative_to(ROOT).as_posix()
                for file in (ROOT / package).rglob(f"*{kind}")
                if not {"node_modules", "dist", "dist.new", "src", "tests"} & set(file.parts)
            }
            assert read - names <= {"web/index.html"}
    assert "migrations/0001_rooms.sql" in names


def test_a_wheel_with_the_compiled_loop_is_for_machines_like_this_one(
    wheel: Path, names: set[str]
) -> None:
    carried = {name for name in names if name.endswith(".so")}
    if carried:
        assert carried == {"server/live/_giving.abi3.so"}
        assert "-cp311-abi3-" in wheel.name
    else:
        assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in names if name.endswith(".c")]


def test_the_wheel_carries_nothing_else(names: set[str]) -> None:
    places = {name.partition("/")[0] for name in names}
    assert {place for place in places if not place.startswith("dienhong-")} == set(PACKAGES)
    for unwanted in ("web/src/", "web/node_modules/", "web/tests/", "web/package", "web/dist.new/"):
        assert not [name for name in names if name.startswith(unwanted)]
    assert not [name for name in names if "__pycache__" in name]


def test_nobody_else_ships_our_import_names() -> None:
    owners = packages_distributions()
    assert owners
    for package in PACKAGES:
        assert set(owners.get(package, [])) <= {"dienhong"}


def test_every_requirement_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"]
    assert wanted
    locked = (ROOT / "requirements" / "app.txt").read_text("utf-8")
    for requirement in wanted:
        name = requirement.partition(">")[0].partition("=")[0]
        assert f"\n{name}==" in f"\n{locked}", requirement
