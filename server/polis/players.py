"""The people of a replay: accounts made for it, in one room, with a thread to speak in."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from server.polis.site import Site

AT_ONCE = 2  # sign-ups; each costs the server two hashes of 64 MiB


class Player(Struct):
    """A signed-in person. `number` is theirs in the room; `turn` keeps their commands in order."""

    cookie: str
    turn: asyncio.Lock
    number: int = 0


class Stage(Struct, frozen=True):
    """Where the conversation is played. `seq` is the number of the room's newest entry before it begins."""

    room_id: int
    thread_id: int
    seq: int
    players: list[Player]


async def sign_up(site: Site, people: int, advance: Callable[[], None]) -> list[Player]:
    """Make so many accounts and sign in with them."""
    run = secrets.token_hex(4)
    places = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> Player:
        async with places:
            _, cookie = await site.command(
                "POST",
                "/accounts",
                "",
                email=f"nguoi-{n}.{run}@phat-lai.invalid",
                name=f"Người phát lại {n}",
                organisation="",
                constituency="citizen",
                password=secrets.token_urlsafe(12),
            )
        advance()
        return Player(cookie, asyncio.Lock())

    return list(await asyncio.gather(*map(one, range(people))))


async def gather(site: Site, players: list[Player], title: str, room_id: int | None) -> Stage:
    """Let them all into the room, opened by the first of them if there is none yet, and open the thread.

    Raises Declined where the room cannot be joined.
    """
    first = players[0]
    if room_id is None:
        done, _ = await site.command(
            "POST", "/rooms", first.cookie, title=title, description="", visibility="public"
        )
        room_id = int(done["result"]["id"])
        first.number = 1
    others = [player for player in players if not player.number]
    await asyncio.gather(*(_join(site, player, room_id) for player in others))
    opened, _ = await site.command(
        "POST",
        f"/rooms/{room_id}/threads",
        first.cookie,
        title=title,
        body="Cuộc thảo luận này được phát lại từ bản xuất mở của Polis.",
    )
    return Stage(room_id, opened["result"]["thread"]["id"], seq_in(opened, room_id), players)


async def _join(site: Site, player: Player, room_id: int) -> None:
    done, _ = await site.command("PUT", f"/rooms/{room_id}/members/me", player.cookie)
    player.number = done["result"]["number"]


def seq_in(done: dict[str, Any], room_id: int) -> int:
    """The number of the room's entry that a command brought."""
    return int(done["seqs"][str(room_id)])
