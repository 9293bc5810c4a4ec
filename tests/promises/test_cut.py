"""P19 for passages: what moderation cuts out of a post is gone at once from every way out, and the rest is there."""

from functools import partial

from rooms.cuts import MARK
from rooms.store import Store
from tests import moderated
from tests.debate import gather
from tests.promises.conftest import Promising
from tests.promises.test_hidden import GRACE_S, REDIS_DEAD_S, WORDS, hidden_meanwhile, nowhere
from tests.promises.words_everywhere import (
    FILES,
    TO_ITS_AUTHOR,
    TO_ITS_READER,
    Said,
    had,
    noticed,
    say,
)
from tests.redis import RedisServer
from tests.serving import serving
from tests.world import World


async def cut(store: Store, said: Said) -> int:
    return await moderated.cut(store, said.post_id, said.canary)


CUT = WORDS._replace(say=partial(say, with_file=False), hide=cut)


async def test_what_was_cut_is_to_be_had_nowhere_until_it_is_given_back(
    world: World, promise: Promising
) -> None:
    with promise("P19 cut") as running:
        debate = await gather(world, visibility="public")
        for _ in range(running.of(1, 20)):
            said = await say(debate, with_file=False)
            await noticed(said)
            store = world.app.state.store
            assert await had(world, said, debate.owner) == TO_ITS_READER - FILES, (
                "each look can see"
            )
            assert await had(world, said, debate.member) == TO_ITS_AUTHOR - FILES
            await cut(store, said)
            await nowhere(running, CUT, world, said, "once cut")
            left = await had(world, said._replace(canary=MARK), debate.owner)
            assert left >= TO_ITS_READER - FILES - {"POST /search"}, "the rest is there"
            words = {"body": "Tôi nói lại.", "kind": "opinion", "version": 2}
            await debate.member.do("PUT", f"/posts/{said.post_id}", **words)
            await nowhere(running, CUT, world, said, "and edited by its author")
            await moderated.uncut(store, said.post_id)
            back = await had(world, said, debate.owner)
            assert back == {"GET /posts/{post_id:int}"}, "in its history alone: its author went on"
            await moderated.cut(store, said.post_id, "lại.")
            await nowhere(running, CUT, world, said, "cut once more")


async def test_given_back_it_is_to_be_had_as_before(world: World, promise: Promising) -> None:
    with promise("P19 cut and given back") as running:
        debate = await gather(world, visibility="public")
        for _ in range(running.of(1, 20)):
            said = await say(debate, with_file=False)
            await noticed(said)
            store = world.app.state.store
            await cut(store, said)
            await nowhere(running, CUT, world, said, "once cut")
            await moderated.uncut(store, said.post_id)
            assert await had(world, said, debate.owner) == TO_ITS_READER - FILES, "it is given back"
            await moderated.hide(store, said.post_id)
            await nowhere(running, CUT, world, said, "hidden after that")


async def test_while_others_write_and_on_another_process(
    database_url: str, redis_server: RedisServer, promise: Promising
) -> None:
    with promise("P19 cut on another process") as running:
        async with (
            serving(database_url, redis_server.url) as here,
            serving(database_url, redis_server.url) as there,
        ):
            await hidden_meanwhile(running, CUT, here, there, running.of(2, 50), GRACE_S)
            redis_server.kill()
            await hidden_meanwhile(running, CUT, here, there, running.of(1, 20), REDIS_DEAD_S)
