"""People who ask about their own data, and those who answer them, at random: steps of a history of the queue."""

import random
from uuid import UUID

from moderation import leasing, requests, reviews
from moderation.bans import Seconding
from moderation.case import Asked
from moderation.grounds import Ground
from moderation.requests import Answering
from moderation.reviews import Asking
from rooms.audit import Command
from rooms.people import Who
from rooms.store import Store
from server.personal import data_requests
from server.personal.data_requests import DataAsking
from server.personal.erasing import erase
from tests.world import new_key

ANSWERS = {"fulfil", "refuse", "restore"}


def key() -> UUID:
    return UUID(new_key())


class Requesting:
    """Whoever has a store, a chance, those who ask, and those who moderate and own the desk."""

    store: Store
    chance: random.Random
    moderators: list[Who]
    askers: list[Who]

    async def answers(self) -> dict[str, int]:
        """How many acts there were of each kind about requests. Of `ANSWERS` each must be there, or nothing was tried."""
        async with self.store.looking() as tx:
            query = (
                "select a.act, count(*) as n from moderation_act a join moderation_case c on c.id = a.case_id"
                " where c.asked is not null group by a.act"
            )
            return {row["act"]: row["n"] for row in await tx.conn.fetch(query)}

    async def _request(self) -> None:
        """Whoever asks to be erased asks no more once they are."""
        kinds: list[Asked] = ["export", "correction", "correction", "erasure"]
        asking = DataAsking(key(), self.chance.choice(kinds), "Sửa tên cơ quan.")
        await self.store.run(data_requests.ask, self.chance.choice(self.askers), asking)

    async def _request_in(self, stage: str) -> int:
        """A request in this stage, 0: there is none."""
        async with self.store.looking() as tx:
            query = "select id from moderation_case where stage = $1 and asked is not null"
            ids: list[int] = [row["id"] for row in await tx.conn.fetch(query, stage)]
        return self.chance.choice(ids or [0])

    async def _answer(self) -> None:
        case_id, by = await self._request_in("open"), self.chance.choice(self.moderators)
        await self.store.run(leasing.claim, by, case_id, Command(key()))
        refusal = Answering(key(), "refused", Ground.UNCLEAR, "Chưa rõ.")
        answering = self.chance.choice([Answering(key(), "done"), refusal])
        await self.store.run(requests.answer, by, case_id, answering, erase=erase, own_page="/me")

    async def _answer_second(self) -> None:
        case_id, by = await self._request_in("proposed"), self.chance.choice(self.moderators)
        await self.store.run(leasing.claim, by, case_id, Command(key()))
        seconding = Seconding(key(), self.chance.random() < 0.5)
        await self.store.run(requests.second, by, case_id, seconding, erase=erase)

    async def _ask_again(self) -> None:
        """A review of an answer to a request."""
        async with self.store.looking() as tx:
            query = "select act_id, person_id from data_request where outcome = 'refused' order by random()"
            rows = await tx.conn.fetch(query)
        for row in rows[:1]:
            asker = next(each for each in self.askers if each.id == row["person_id"])
            await self.store.run(reviews.ask, asker, row["act_id"], Asking(key(), "Xin xem lại."))
