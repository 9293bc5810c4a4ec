"""Bringing files into rooms as clients do, and looking where they are kept."""

from pathlib import Path
from typing import Any

import httpx

from server.files.intake import Intake
from tests.world import Someone, World, new_key


async def bring(
    who: Someone, room_id: int, body: bytes, name: str = "hình.png", key: str = ""
) -> httpx.Response:
    """One upload; its answer, whatever that is."""
    asked = {"key": key or new_key(), "name": name}
    return await who.http.post(f"/rooms/{room_id}/files", params=asked, content=body)


async def brought(
    who: Someone, room_id: int, body: bytes, name: str = "hình.png"
) -> dict[str, Any]:
    """One upload, which must succeed; the file."""
    answer = await bring(who, room_id, body, name)
    assert answer.is_success, f"{name}: {answer.status_code} {answer.text}"
    file: dict[str, Any] = answer.json()["result"]
    return file


def reason(answer: httpx.Response) -> str:
    """Why it was refused."""
    assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
    return str(answer.json()["type"]).removeprefix("/problems/")


def intake(world: World) -> Intake:
    """What takes files in."""
    found: Intake = world.app.state.intake
    return found


def kept(world: World) -> set[Path]:
    """Every file in the folder of files, those that are not whole yet included."""
    return {each for each in intake(world).folder._root.rglob("*") if each.is_file()}
