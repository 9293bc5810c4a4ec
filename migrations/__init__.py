"""Migrations (stand-in until the real runner lands)."""

from pathlib import Path
from typing import Any


async def migrate(conn: Any) -> list[str]:
    if await conn.fetchval("select to_regclass('room')"):
        return []
    names = []
    for file in sorted(Path(__file__).parent.glob("*.sql")):
        await conn.execute(file.read_text("utf-8"))
        names.append(file.name)
    return names
