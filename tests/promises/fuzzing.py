"""What P22 sends: requests made from our own OpenAPI document, fitting it and not, and what is wrong with the answers."""

import copy
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup

from tests.promises.harness import Promise

POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
DOCUMENTED = ["409", "410", "412", "413", "422", "429"]  # answers about the state of things
# What a schema cannot say of a text or a number: nothing in it to be seen, half a character, an address that is none.
SEMANTIC = frozenset(
    {
        "author-without-room",
        "no-words",
        "bad-cursor", "empty", "lone-surrogate", "mention-of-nobody", "nul-character", "out-of-range", "parent-elsewhere",
        "quote-of-nothing", "range-backwards", "wrong-value",
    }
)  # fmt: skip
# Each asks for more requests of its own, with less or more of a right: P18 asks every route as everybody.
ELSEWHERE = ("ignored_auth", "use_after_free", "ensure_resource_availability")


class Wrong(NamedTuple):
    """One answer that is not as documented."""

    operation: str
    kind: str
    said: str


def operations(document: Mapping[str, Any], base_url: str) -> Iterator[Any]:
    """The operations of the document, but for the stream that answers for ever."""
    checks: dict[str, Any] = {name: {"enabled": False} for name in ELSEWHERE}
    checks["positive_data_acceptance"] = {
        "expected-statuses": ["2xx", "3xx", "401", "403", "404", "5xx", *DOCUMENTED]
    }
    checks["negative_data_rejection"] = {
        "expected-statuses": ["400", "401", "403", "404", "5xx", *DOCUMENTED]
    }
    config = SchemathesisConfig.from_dict({"checks": checks})
    schema = schemathesis.openapi.from_dict(_without_cookies(document), config=config)
    schema.config.update(base_url=base_url)
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # ours is a document
        if not operation.path.endswith("/live"):
            yield operation


def _without_cookies(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document for somebody who is signed in: the cookie is given to every request, wrong ones are not made."""
    open_to_all = copy.deepcopy(dict(document))
    open_to_all["components"].pop("securitySchemes", None)
    for path in open_to_all["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    return open_to_all


def fuzz(
    running: Promise, operation: Any, headers: dict[str, str], known: dict[str, Any], examples: int
) -> list[Wrong]:
    """Send so many requests of each kind; with `known` the ids of an address are of things that are there."""
    wrong: list[Wrong] = []
    there = {name: value for name, value in known.items() if f"{{{name}}}" in operation.path}
    ways = [(POSITIVE, {}), (NEGATIVE, there)]
    for mode, ids in [(POSITIVE, there), *ways] if there else ways:
        # not reduced: a second request would meet another state than the first
        @seed(running.seed)
        @settings(
            max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode, path_parameters=ids or None))
        def send(case: Case[Any]) -> None:
            running.n += 1
            answer = case.call(headers=headers, timeout=30)
            running.times.append(answer.elapsed)
            if answer.status_code >= 500:
                wrong.append(
                    Wrong(operation.label, "5xx", f"{answer.status_code} {answer.text[:300]}")
                )
            try:
                case.validate_response(answer, headers=headers)
            except FailureGroup as group:
                wrong.extend(
                    _told(operation.label, each, answer)
                    for each in group.exceptions
                    if not _meant(each, answer)
                )

        with suppress(Unsatisfiable):  # nothing is taken, so nothing can be wrong
            send()
    return wrong


def _meant(failure: Any, answer: Any) -> bool:
    """Whether a text or number was refused for what a schema cannot say of it."""
    if type(failure).__name__ != "RejectedPositiveData" or answer.status_code != 400:
        return False
    return str(answer.json()["type"]).rpartition("/")[2] in SEMANTIC


def _told(label: str, failure: Any, answer: Any) -> Wrong:
    said = f"{failure.title}: {failure.message}" if isinstance(failure, Failure) else str(failure)
    asked = answer.request
    told = f"{said[:300]} | {asked.url} {str(asked.body)[:200]} | {answer.status_code} {answer.text[:200]}"
    return Wrong(label, type(failure).__name__, told)
