"""The policy table and the product fit each other: every verb that is run has a row, and every row is a verb that is run."""

import ast
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from docs.generate import sources
from rooms import audit
from rooms.policy import RULES, acts_of
from rooms.roles import Role
from rooms.rule import Asked
from server.app import create_app
from server.config import Settings
from tests.acts import ACTS

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
NO_CHANGE = {
    "administration.people", "rules.try_portal", "rules.try_room",
    "threads.preview", "search.find", "search.similar", "passkeys.to_make", "entering.to_show", "invitations.offer",
}  # fmt: skip # handlers under a changing method that change nothing


def run_in(tree: ast.AST, names: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """The verbs given to `store.run` there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("store.run"):
            yield eval(ast.unparse(node.args[0]), names)


def verbs() -> set[str]:
    """Every verb that the product runs anywhere."""
    return {
        audit.name_of(verb) for module, tree in sources() for verb in run_in(tree, vars(module))
    }


def handlers(app: Litestar) -> Iterator[HTTPRouteHandler]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and handler.http_methods & CHANGING:
                yield handler


def of_handler(handler: HTTPRouteHandler) -> set[str]:
    """The verbs that a route runs, by itself or through a helper of its module."""
    names = handler.fn.__globals__
    source = Path(names["__file__"]).read_text("utf-8")
    functions = {
        node.name: node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.AsyncFunctionDef)
    }
    todo, done, found = [handler.fn.__name__], set[str](), set[str]()
    while todo:
        name = todo.pop()
        done.add(name)
        found |= {audit.name_of(verb) for verb in run_in(functions[name], names)}
        called = {n.id for n in ast.walk(functions[name]) if isinstance(n, ast.Name)}
        todo += [n for n in called & set(functions) if n not in done and n.startswith("_")]
    return found


def _name(handler: HTTPRouteHandler) -> str:
    return f"{handler.fn.__module__.rpartition('.')[2]}.{handler.fn.__name__}"


def test_every_verb_has_a_rule_and_every_rule_a_verb() -> None:
    assert len(verbs()) > 20
    assert verbs() == set(RULES)


def test_every_route_that_changes_something_runs_verbs_of_the_table() -> None:
    app = create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))
    changing = {_name(handler): of_handler(handler) for handler in handlers(app)}
    assert len(changing) > 20
    assert {name for name, run in changing.items() if not run} == NO_CHANGE
    reached = set().union(*changing.values())
    assert reached <= set(RULES)
    system = {verb for verb, rule in RULES.items() if rule.asked == Asked.SYSTEM}
    assert set(RULES) - reached == system, "what no route reaches is an act of the system"


def test_the_acts_the_tests_go_over_are_rows_of_the_table() -> None:
    assert len(ACTS) > 15
    assert set(ACTS) < set(RULES)


def test_a_higher_role_may_whatever_a_lower_one_may() -> None:
    roles = [Role.OBSERVER, Role.MEMBER, Role.MODERATOR, Role.FACILITATOR, Role.OWNER]
    for lower, higher in itertools.pairwise(roles):
        assert set(acts_of(lower)) < set(acts_of(higher))


def test_nobody_in_no_room_may_nothing() -> None:
    assert acts_of(None) == []
