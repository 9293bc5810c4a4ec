"""What moderation does to posts, titles and names, at random: steps of a history of a room."""

import random
from typing import get_args

from rooms.people import Who
from rooms.post import Hidden
from rooms.store import Store
from tests import moderated


class Hiding:
    """Whoever has a store, a chance, and a room with its people, threads and posts."""

    store: Store
    chance: random.Random
    people: list[Who]
    room_id: int
    threads: list[int]
    posts: dict[int, tuple[Who, int]]
    gone: set[int]

    def _who(self) -> Who:
        return self.chance.choice(self.people)

    async def hide(self) -> None:
        post_id = self.chance.choice(list(self.posts))
        await moderated.hide(self.store, post_id, self.chance.choice(get_args(Hidden)))
        self.gone.add(post_id)

    async def give_back(self) -> None:
        if not self.gone:
            await self.hide()
        post_id = self.chance.choice([*self.gone])
        await moderated.restore(self.store, post_id)
        self.gone.discard(post_id)

    async def cut(self) -> None:
        """Words out of a post, or back into one that is cut."""
        post_id = self.chance.choice(list(self.posts))
        if not await moderated.uncut(self.store, post_id):
            await moderated.cut(self.store, post_id)

    async def untitle(self) -> None:
        how = self.chance.choice(get_args(Hidden))
        await moderated.hide_title(self.store, self.chance.choice(self.threads), how)

    async def entitle(self) -> None:
        await moderated.restore_title(self.store, self.chance.choice(self.threads))

    async def unname(self) -> None:
        how = self.chance.choice(get_args(Hidden))
        await moderated.hide_name(self.store, self.room_id, self._who().id, how)

    async def name_again(self) -> None:
        await moderated.restore_name(self.store, self._who().id)
