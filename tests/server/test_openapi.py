"""The document of the API: served as it is, with every refusal, and without pages that load anything from elsewhere."""

from typing import Any

import pytest

from tests.world import World


@pytest.fixture
async def document(world: World) -> dict[str, Any]:
    answer = await world.client().get("/openapi")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


async def test_no_page_of_it_loads_scripts_from_elsewhere(world: World) -> None:
    for page in ("swagger", "redoc", "elements", "rapidoc", "scalar", "oauth2-redirect.html"):
        assert (await world.client().get(f"/openapi/{page}")).status_code == 404, page


def test_every_operation_says_what_it_can_be_refused_for(document: dict[str, Any]) -> None:
    assert len(document["paths"]) > 30
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            refusals = {status for status in operation["responses"] if status >= "400"}
            assert refusals >= {"400", "401", "403", "429", "503"}, f"{method} {path}"
            assert "404" in refusals or "{" not in path, f"{method} {path}"
            assert {"413", "422"} <= refusals or "requestBody" not in operation, f"{method} {path}"
            for status in refusals:
                content = operation["responses"][status]["content"]
                assert set(content) == {"application/problem+json"}, f"{method} {path} {status}"


def test_what_needs_somebody_says_so(document: dict[str, Any]) -> None:
    replying = document["paths"]["/threads/{thread_id}/posts"]["post"]
    assert {"session": []} in replying["security"]
    assert "security" not in document["paths"]["/rooms/{room_id}"]["get"]
    assert document["components"]["securitySchemes"]["session"]["in"] == "cookie"


def test_inputs_that_refuse_unknown_fields_say_so(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Draft"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["Post"]
