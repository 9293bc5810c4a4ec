"""What every refusal looks like to a client: problem+json with a stable type and a sentence."""

from typing import Any

import httpx


def refused(
    answer: httpx.Response, status: int, reason: str, field: str | None = None
) -> dict[str, Any]:
    """The problem, which must be this one; with `field` None no field may be at fault."""
    said = f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json", said
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["type"]) == (status, f"/problems/{reason}"), said
    assert problem["status"] == status, said
    assert problem["title"], said
    assert problem["detail"].strip(), said
    assert problem.get("field") == field, said
    return problem
