"""The security headers stand on every answer there is."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute

from server.config import Settings
from server.headers import ALWAYS
from tests.serving import serving
from tests.world import PASSWORD, Someone, World

OWN = {"content-security-policy", "cache-control"}  # pages, documents and files have their own


def addresses(world: World) -> list[tuple[str, str]]:
    """Every method and address there is, with numbers and names of nothing in them."""
    found = []
    for route in world.app.routes:
        if isinstance(route, HTTPRoute):
            path = re.sub(r"\{[^}]*\}", "999999999", route.path_format)
            found += [(str(method), path) for method in sorted(route.methods)]
    return found


def lacking(answer: httpx.Response) -> list[str]:
    """What an answer does not say as it should."""
    wrong = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in ALWAYS.items()
        if answer.headers.get(name) != value and not (name in OWN and name in answer.headers)
    ]
    policy = answer.headers.get("content-security-policy", "")
    if "frame-ancestors 'none'" not in policy or "unsafe" in policy:
        wrong.append(f"policy: {policy}")
    cache = answer.headers.get("cache-control", "")
    if "public" in cache and "immutable" not in cache:
        wrong.append(f"cache-control: {cache}")
    return wrong + [name for name in ("server", "x-powered-by") if name in answer.headers]


async def test_every_route_answers_with_all_of_them(world: World, people: list[Someone]) -> None:
    there = addresses(world)
    assert len(there) > 40
    wrong: dict[str, Any] = {}
    for method, path in there:
        for who in (world.client(), people[0].http):
            if (method, path) == ("DELETE", "/session"):
                continue  # below: these people are of other tests too
            answer = await who.request(method, path)
            if found := lacking(answer):
                wrong[f"{method} {path} {answer.status_code}"] = found
    assert wrong == {}


async def test_answers_that_no_route_gives_have_them_too(world: World) -> None:
    http = world.client()
    answers = [
        await http.get("/khong-co"),
        await http.get("/khong-co", headers={"accept": "text/html"}),
        await http.request("PATCH", "/rooms"),
        await http.get("/rooms", headers={"host": "a b"}),
        await http.post("/session", content=b"x" * 200_000),
        await http.post("/session", json={}, headers={"origin": "http://xau.vidu"}),
        await http.get("/"), await http.head("/"),
    ]  # fmt: skip
    assert [lacking(answer) for answer in answers] == [[]] * len(answers)
    assert {answer.status_code for answer in answers} >= {200, 403, 404, 405, 413}


async def test_signing_in_and_out_have_them_and_leave_nothing_in_the_cache(world: World) -> None:
    hoa = await world.person()
    signed_in = await world.client().post(
        "/session", json={"email": hoa.email, "password": PASSWORD}
    )
    signed_out = await hoa.http.request("DELETE", "/session")
    assert (signed_in.status_code, signed_out.status_code) == (201, 200)
    assert lacking(signed_in) == lacking(signed_out) == []
    assert "cache" in signed_out.headers["clear-site-data"]
    assert signed_in.headers["cache-control"] == "no-store"


async def test_nothing_of_a_person_may_be_kept_on_the_way(
    world: World, people: list[Someone]
) -> None:
    room = await world.room(people[0], people[1])
    for path in ("/session", "/rooms", f"/rooms/{room}", f"/r/{room}/transcript"):
        answer = await people[0].http.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store", path


@pytest.fixture
async def over_tls(database_url: str) -> AsyncIterator[World]:
    async with serving(database_url, seen_as=("https://dien-dan.example",)) as running:
        yield running


async def test_over_https_browsers_are_told_to_stay_there(world: World, over_tls: World) -> None:
    assert Settings(origins=("https://dien-dan.example",)).secure
    for path in ("/", "/session", "/khong-co"):
        assert "strict-transport-security" not in (await world.client().get(path)).headers
        said = (await over_tls.client().get(path)).headers["strict-transport-security"]
        assert int(re.fullmatch(r"max-age=(\d+)", said)[1]) >= 365 * 24 * 3600  # type: ignore[index]
