"""P19 for names: one that moderation hides is gone at once from every way out, on another process too, until it is given back."""

from rooms.store import Store
from tests import moderated
from tests.debate import gather
from tests.promises import names_everywhere
from tests.promises.asking import WAYS
from tests.promises.conftest import Promising
from tests.promises.names_everywhere import NAMES, SHOWN, call_oneself, had
from tests.promises.test_hidden import GRACE_S, Taking, hidden_meanwhile, nowhere
from tests.promises.words_everywhere import OF_ARGUMENTS, OF_VOTES, Said, noticed
from tests.redis import RedisServer
from tests.serving import serving
from tests.world import World


def test_every_way_that_reads_a_room_is_looked_at() -> None:
    reading = {way.name for way in WAYS if way.right == "room.read"}
    assert len(reading) > 10
    assert reading - set(NAMES) == names_everywhere.WITHOUT | (OF_ARGUMENTS - set(NAMES)) | OF_VOTES


async def _hide(store: Store, said: Said) -> int:
    return await moderated.hide_name(store, said.debate.room_id, said.debate.member.id)


async def _say(said: Said) -> object:
    return await said.debate.say(said.debate.member, "Tôi vẫn nói.")


NAME = Taking(call_oneself, _hide, _say, had, len(NAMES))


async def test_hidden_names_are_to_be_had_nowhere_until_they_are_given_back(
    world: World, promise: Promising
) -> None:
    with promise("P19 hide a name") as running:
        debate = await gather(world, visibility="public")
        for _ in range(running.of(1, 20)):
            said = await call_oneself(debate)
            await noticed(said)
            store = world.app.state.store
            assert await had(world, said, debate.owner) == SHOWN, "each look can see"
            await _hide(store, said)
            await nowhere(running, NAME, world, said, "once hidden")
            await moderated.restore_name(store, debate.member.id)
            assert await had(world, said, debate.owner) >= {"GET /rooms/{room_id:int}", "socket follow", "POST /search"}, "it is given back"  # fmt: skip
            await moderated.hide_name(store, debate.room_id, debate.member.id, "removed")
            await nowhere(running, NAME, world, said, "hidden once more")


async def test_while_others_write_and_so_does_who_bears_it(
    world: World, promise: Promising
) -> None:
    with promise("P19 hide a name while others write") as running:
        await hidden_meanwhile(running, NAME, world, world, running.of(3, 100), GRACE_S)


async def test_nor_is_it_on_another_process(
    database_url: str, redis_server: RedisServer, promise: Promising
) -> None:
    with promise("P19 hide a name on another process") as running:
        async with (
            serving(database_url, redis_server.url) as here,
            serving(database_url, redis_server.url) as there,
        ):
            await hidden_meanwhile(running, NAME, here, there, running.of(1, 50), GRACE_S)
