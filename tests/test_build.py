"""Building the pages: only when their sources changed, as a whole, and never silently without them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WEB = Path(__file__).parents[1] / "web"
BUILT = {"dist", "dist.new", "dist.old", "node_modules"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of `web/` with its packages and its pages."""
    if not (WEB / "node_modules" / ".dienhong").exists():
        pytest.skip("the packages of the pages are not installed: run `make web`")
    copy = tmp_path_factory.mktemp("pages") / "web"
    shutil.copytree(WEB, copy, ignore=lambda _, names: BUILT & set(names))
    (copy / "node_modules").symlink_to(WEB / "node_modules")
    done = _act(copy, "build")
    assert done.returncode == 0, done.stderr
    return copy


def _act(web: Path, act: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(web / "build.py"), act]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_pages_that_are_up_to_date_ask_nobody_for_node(web: Path) -> None:
    page = (web / "dist" / "index.html").stat().st_mtime_ns
    assert _act(web, "fresh").returncode == 0
    assert _act(web, "build", PATH="/nowhere").returncode == 0
    assert (web / "dist" / "index.html").stat().st_mtime_ns == page


@pytest.mark.parametrize(
    "name", ["src/main.ts", "index.html", "package-lock.json", "vite.config.ts"]
)
def test_an_edit_of_any_source_makes_them_old(web: Path, name: str) -> None:
    source = web / name
    kept = source.read_text("utf-8")
    assert _act(web, "fresh").returncode == 0
    source.write_text(kept + "\n", "utf-8")
    assert _act(web, "fresh").returncode == 1
    source.write_text(kept, "utf-8")
    assert _act(web, "fresh").returncode == 0


def test_a_build_that_fails_says_why_and_leaves_no_old_pages(web: Path) -> None:
    source = web / "src" / "main.ts"
    kept = source.read_text("utf-8")
    source.write_text(kept + "\nconst sai = (((\n", "utf-8")
    done = _act(web, "build")
    assert done.returncode == 1
    assert "main.ts" in done.stderr
    assert "NOT BUILT" in done.stderr
    assert not (web / "dist").exists()
    source.write_text(kept, "utf-8")
    assert _act(web, "build").returncode == 0
    assert (web / "dist" / "index.html").exists()


def test_text_is_ready_in_its_smaller_form(web: Path) -> None:
    scripts = [
        file for file in (web / "dist" / "assets").glob("*.js") if file.stat().st_size > 2000
    ]
    assert scripts
    for script in scripts:
        packed = script.with_name(script.name + ".br")
        assert packed.stat().st_size < script.stat().st_size * 0.6
