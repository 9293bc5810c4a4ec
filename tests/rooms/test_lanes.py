"""Who goes when: at once where nobody is under way, else together, and by a further lane only where one does not suffice."""

import asyncio
from collections.abc import Sequence

import pytest

from rooms import lanes
from rooms.lanes import Lanes

MOST = 4


class Work:
    """What lanes do, which lasts until it is let go on; what was taken together."""

    def __init__(self) -> None:
        self.taken: list[list[str]] = []
        self.go_on = [asyncio.Event() for _ in range(8)]

    async def do(self, what: list[str]) -> Sequence[str]:
        place = len(self.taken)
        self.taken.append(what)
        await self.go_on[place].wait()
        return [f"{each}!" for each in what]


async def passes() -> None:
    """Whoever can go on does."""
    for _ in range(5):
        await asyncio.sleep(0)


def asked(of: Lanes[str, str], *what: str) -> list["asyncio.Task[str]"]:
    return [asyncio.create_task(of.go(each)) for each in what]


async def test_those_that_come_meanwhile_wait_for_the_lane_and_go_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "LONG_S", 60)
    work = Work()
    of = Lanes(work.do, lanes=2, most=MOST)
    first = asked(of, "một")
    await passes()
    others = asked(of, "hai", "ba", "tư")
    await passes()
    assert work.taken == [["một"]]
    work.go_on[0].set()
    await passes()
    assert work.taken == [["một"], ["hai", "ba", "tư"]]
    work.go_on[1].set()
    async with asyncio.timeout(30):
        assert await asyncio.gather(*first, *others) == ["một!", "hai!", "ba!", "tư!"]


async def test_a_full_company_has_a_lane_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "LONG_S", 60)
    work = Work()
    of = Lanes(work.do, lanes=2, most=MOST)
    all_ = asked(of, *"abcdef")
    await passes()
    assert work.taken == [["a"], list("bcde")]
    work.go_on[1].set()  # the further lane is done, and the first is not
    await passes()
    assert len(work.taken) == 2, "what is left is no full company"
    work.go_on[0].set()
    work.go_on[2].set()
    async with asyncio.timeout(30):
        await asyncio.gather(*all_)
    assert work.taken == [["a"], list("bcde"), ["f"]]


async def test_behind_somebody_slow_nobody_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "LONG_S", 0.01)
    work = Work()
    of = Lanes(work.do, lanes=2, most=MOST)
    slow = asked(of, "chậm")
    await passes()
    others = asked(of, "hai", "ba")
    work.go_on[1].set()
    async with asyncio.timeout(30):
        assert await asyncio.gather(*others) == ["hai!", "ba!"]
    assert work.taken == [["chậm"], ["hai", "ba"]]
    work.go_on[0].set()
    async with asyncio.timeout(30):
        await asyncio.gather(*slow)
