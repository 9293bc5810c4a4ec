"""Writes docs/problems.md, docs/events.md and docs/metrics.md from the code: `python docs/generate.py`; a test fails where they are not current.

What a request can be refused for is read from the source: every place that makes a refusal names its reason there.
"""

# ruff: noqa: INP001 - a folder of documents, not a package

import ast
import importlib
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_type_hints

from msgspec import Struct

ROOT = Path(__file__).parents[1]
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from rooms.errors import Conflict, Refused  # noqa: E402 - found from here
from rooms.screening import Finding  # noqa: E402
from server.ops import described  # noqa: E402
from server.problems import validation  # noqa: E402
from server.problems.sentences import SENTENCES  # noqa: E402
from server.typescript import events  # noqa: E402

PACKAGES = ("rooms", "moderation", "server")
HEAD = "<!-- Written by `python docs/generate.py`. Do not edit. -->\n\n"
PROBLEMS = """# Problems

Whatever cannot be done is answered with `application/problem+json` (RFC 9457): `type` is one of those below and never changes,
`title` is the name of the status, `detail` the sentence in the reader's language (`Accept-Language`, else Vietnamese), `field`
the input at fault where there is one; further members are the facts that the sentence speaks of. A socket is closed with
4000 + status for the same reasons.

| type | status | tiếng Việt | English |
| --- | --- | --- | --- |
"""
EVENTS = """# Events

Everything that changes in a room is an entry of its journal: `{"type":"entry","room":5,"seq":12,"at":"…","by":3,"event":{"type":…}}`.
Entries are numbered 1, 2, 3 … without gaps, in the order of their commits; `by` is the member's number, null for the system. Over
WebSocket, as Server-Sent Events and from `GET /rooms/{id}/entries` an entry is the same bytes. Members are named by their number in
the room. A snapshot and the entries numbered above its `seq` give the next snapshot.

"""


class Raised(NamedTuple):
    """A place in the source that refuses. `facts` None: it passes on facts that are not written there."""

    reason: str
    status: int
    facts: frozenset[str] | None


class Passer(NamedTuple):
    """A function that refuses for a reason it is given, as its argument number `place`."""

    place: int
    status: int
    facts: frozenset[str] | None


def raised() -> Iterator[Raised]:
    """Every refusal in the source."""
    modules = list(sources())
    passers = {name: passer for source in modules for name, passer in _passers(*source)}
    for module, tree in modules:
        for call in _calls(tree):
            yield from _made(module, call)
            passer = passers.get(_name(call))
            if passer is not None and passer.place < len(call.args):
                for reason in _texts(call.args[passer.place]):
                    yield Raised(reason, passer.status, passer.facts)
    for _, reason in validation.MESSAGES:
        yield Raised(reason, 413 if reason == "text-too-long" else 400, None)


def sources() -> Iterator[tuple[ModuleType, ast.Module]]:
    """The modules of the product with their syntax."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.name.startswith("__main__"):
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                module = importlib.import_module(name.removesuffix(".__init__"))
                yield module, ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _kind(module: ModuleType, call: ast.Call) -> Any:
    """The class that the call makes one of, as far as the module's names tell."""
    return getattr(module, call.func.id, None) if isinstance(call.func, ast.Name) else None


def _refusal(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Refused)


def _texts(node: ast.AST) -> list[str]:
    """The text that stands there, or the two of a conditional."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]


def _facts(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _made(module: ModuleType, call: ast.Call) -> Iterator[Raised]:
    kind = _kind(module, call)
    if not call.args:
        return
    for reason in _texts(call.args[0]):
        if _refusal(kind):
            yield Raised(reason, kind.status, _facts(call))
        elif kind is Finding:
            facts = call.args[2] if len(call.args) > 2 else None  # noqa: PLR2004 - rule, action, facts
            keys = facts.keys if isinstance(facts, ast.Dict) else []
            yield Raised(
                reason, Conflict.status, frozenset(t for k in keys if k for t in _texts(k))
            )


def _passers(module: ModuleType, tree: ast.Module) -> Iterator[tuple[str, Passer]]:
    """The functions of a module that refuse for a reason they are given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [arg.arg for arg in node.args.args]
            for call in _calls(node):
                kind = _kind(module, call)
                first = call.args[0] if call.args else None
                if _refusal(kind) and isinstance(first, ast.Name) and first.id in names:
                    yield node.name, Passer(names.index(first.id), kind.status, _facts(call))


def problems_page() -> str:
    """docs/problems.md."""
    statuses: dict[str, set[int]] = defaultdict(set)
    for place in raised():
        statuses[place.reason].add(place.status)
    rows = (
        f"| `/problems/{reason}` | {', '.join(map(str, sorted(statuses[reason])))} | {said.vi} | {said.en} |\n"
        for reason, said in sorted(SENTENCES.items())
    )
    return HEAD + PROBLEMS + "".join(rows)


def events_page() -> str:
    """docs/events.md."""
    told = events()
    carried = {struct.__name__: struct for event in told for struct in _structs(event)}
    parts = [_section(f"`{event.__struct_config__.tag}`", event) for event in told]
    parts += ["# What events carry\n\n"]
    parts += [_section(name, struct) for name, struct in sorted(carried.items())]
    return HEAD + EVENTS + "".join(parts).rstrip("\n") + "\n"


def _section(heading: str, struct: type[Struct]) -> str:
    rows = "".join(f"| `{name}` | {_word(kind)} |\n" for name, kind in _fields(struct))
    table = f"\n| field | |\n| --- | --- |\n{rows}" if rows else ""
    return f"## {heading}\n\n{' '.join((inspect.getdoc(struct) or '').split())}\n{table}\n"


def _fields(struct: type[Struct]) -> list[tuple[str, Any]]:
    hints = get_type_hints(struct)
    return [(name, hints[name]) for name in struct.__struct_fields__]


def _structs(event: type[Struct]) -> list[type[Struct]]:
    kinds = [kind for _, kind in _fields(event)]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Struct)]


def _word(kind: Any) -> str:
    """A type, for people."""
    if isinstance(kind, str):  # one of a Literal
        return f'"{kind}"'
    if isinstance(kind, type) and hasattr(kind, "__members__"):
        return " or ".join(f'"{member.value}"' for member in kind)  # type: ignore[attr-defined]
    if getattr(kind, "__origin__", None) is list:
        return f"list of {_word(kind.__args__[0])}"
    if getattr(kind, "__args__", None):
        return " or ".join(_word(part) for part in kind.__args__)
    named = {int: "number", str: "text", bool: "yes or no", type(None): "null"}
    return named.get(kind) or ("time" if kind.__name__ == "datetime" else f"a {kind.__name__}")


def metrics_page() -> str:
    """docs/metrics.md."""
    return HEAD + described.page()


PAGES = {"problems.md": problems_page, "events.md": events_page, "metrics.md": metrics_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (Path(__file__).parent / name).write_text(page(), "utf-8")
