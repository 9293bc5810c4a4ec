"""The exchange in the parent waits for nobody: who takes nothing is left out, told so, and goes on afterwards."""

import asyncio
from contextlib import closing

import pytest

from server.live import exchange as product
from server.live.exchange import Exchange, ExchangeBus
from server.live.window import News
from tests.server.live.conftest import exchanging
from tests.server.live.test_bus import Ear, news, running, until


async def test_news_reaches_all_others_in_order() -> None:
    async with (
        exchanging(3) as (here, there, elsewhere),
        running(here) as own,
        running(there) as ear,
        running(elsewhere) as other,
    ):
        for seq in range(1, 500):
            here.publish(news(seq, room_id=1 + seq % 40))
        await until(lambda: len(ear.heard) == len(other.heard) == 499)
        assert [told.seq for told in ear.heard] == list(range(1, 500))
        assert news(1, 2) in other.heard
        assert ear.missed > 0, "what was written before it listened is looked for"
        assert own.heard == []


async def test_a_process_that_takes_nothing_keeps_no_other_from_the_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(product, "WAITING_BYTES", 100_000)
    async with exchanging(3) as (here, there, deaf):
        async with running(here), running(there) as ear:
            listening = asyncio.create_task(deaf.run(lambda _: None, lambda: None))
            await until(deaf.well)
            listening.cancel()  # its line stays open and nobody reads it
            for seq in range(1, 101):
                here.publish(news(seq, size=50_000))
                await until(lambda seq=seq: len(ear.heard) == seq)  # type: ignore[misc]
        again = Ear()
        going_on = asyncio.create_task(deaf.run(again.hear, again.miss))
        await until(lambda: again.missed > 1)  # once for the beginning, once for what was left out
        assert 0 < len(again.heard) < 100
        assert [told.seq for told in again.heard] == list(range(1, len(again.heard) + 1))
        going_on.cancel()


async def test_a_process_that_ends_is_forgotten_and_the_one_in_its_place_is_heard() -> None:
    exchange = Exchange()
    async with exchange.line() as end:
        with closing(ExchangeBus(end.dup())) as here:
            async with running(here) as ear:
                for seq in range(3):
                    async with exchange.line() as other:
                        with closing(ExchangeBus(other.dup())) as there:
                            async with running(there):
                                there.publish(news(seq))
                                await until(lambda seq=seq: len(ear.heard) > seq)  # type: ignore[misc]
                assert ear.heard == [news(0), news(1), news(2)]
                here.publish(news(3))  # to nobody
        await asyncio.sleep(0)  # for the line to be closed


async def test_without_the_parent_a_process_does_not_believe_that_it_hears() -> None:
    async with exchanging(1) as (bus,):
        ear = Ear()
        listening = asyncio.create_task(bus.run(ear.hear, ear.miss))
        await until(bus.well)
    await until(lambda: not bus.well())
    bus.publish(news(1))  # never raises
    listening.cancel()


async def test_an_ear_that_fails_loses_one_message_and_not_the_line() -> None:
    async with exchanging(2) as (here, there):

        def fail(_: News) -> None:
            raise LookupError

        async with running(here):
            listening = asyncio.create_task(there.run(fail, lambda: None))
            await until(there.well)
            here.publish(news(1))
            with pytest.raises(LookupError):
                await listening
            async with running(there) as ear:
                here.publish(news(2))
                await until(lambda: ear.heard == [news(2)])
