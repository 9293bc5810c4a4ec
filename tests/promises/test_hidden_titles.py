"""P19 for titles: one that moderation hides is gone at once from every way out, on another process too, until it is given back."""

from rooms.store import Store
from tests import moderated
from tests.debate import gather
from tests.promises import titles_everywhere
from tests.promises.asking import WAYS
from tests.promises.conftest import Promising
from tests.promises.test_hidden import GRACE_S, Taking, hidden_meanwhile, nowhere
from tests.promises.titles_everywhere import OPENED_AGAIN, SHOWN, TITLES, had, open_thread
from tests.promises.words_everywhere import OF_ARGUMENTS, OF_VOTES, TO_WHO_IS_TOLD, Said, noticed
from tests.redis import RedisServer
from tests.serving import serving
from tests.world import World


def test_every_way_that_reads_a_room_is_looked_at() -> None:
    reading = {way.name for way in WAYS if way.right == "room.read"}
    assert len(reading) > 10
    assert reading - set(TITLES) == titles_everywhere.WITHOUT | OF_ARGUMENTS | OF_VOTES


async def test_hidden_titles_are_to_be_had_nowhere_until_they_are_given_back(
    world: World, promise: Promising
) -> None:
    with promise("P19 hide a title") as running:
        debate = await gather(world, visibility="public")
        for _ in range(running.of(1, 20)):
            said = await open_thread(debate)
            await noticed(said)
            store, thread = world.app.state.store, said.debate.thread_id
            assert await had(world, said, debate.owner) == SHOWN, "each look can see"
            assert await had(world, said, debate.member) == SHOWN - TO_WHO_IS_TOLD | {OPENED_AGAIN}
            await moderated.hide_title(store, thread)
            await nowhere(running, TITLE, world, said, "once hidden")
            await moderated.restore_title(store, thread)
            assert await had(world, said, debate.owner) == SHOWN, "it is given back"
            await moderated.hide_title(store, thread, "removed")
            await nowhere(running, TITLE, world, said, "hidden once more")


async def _hide(store: Store, said: Said) -> int:
    return await moderated.hide_title(store, said.debate.thread_id)


async def _closed_and_opened(said: Said) -> None:
    await said.debate.owner.ask("PUT", f"{said.debate.thread}/closure", reason="Đã rõ")
    await said.debate.owner.ask("DELETE", f"{said.debate.thread}/closure")


TITLE = Taking(open_thread, _hide, _closed_and_opened, had, len(TITLES))


async def test_while_others_write_and_close_the_thread(world: World, promise: Promising) -> None:
    with promise("P19 hide a title while others write") as running:
        await hidden_meanwhile(running, TITLE, world, world, running.of(3, 100), GRACE_S)


async def test_nor_is_it_on_another_process(
    database_url: str, redis_server: RedisServer, promise: Promising
) -> None:
    with promise("P19 hide a title on another process") as running:
        async with (
            serving(database_url, redis_server.url) as here,
            serving(database_url, redis_server.url) as there,
        ):
            await hidden_meanwhile(running, TITLE, here, there, running.of(1, 50), GRACE_S)
