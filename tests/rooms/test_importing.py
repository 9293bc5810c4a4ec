"""What is brought in from elsewhere keeps to the rules of the room it comes into."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import importing, stands
from rooms.errors import Conflict, NotFound
from rooms.importing import Conversation, Pseudonym, Statement
from rooms.positions import Side
from rooms.rooms import Visibility
from rooms.stands import Ground, Stand, moved
from rooms.store import Store
from server.keys import new_key
from tests.world import World

THEN = datetime(2024, 3, 1, 8, tzinfo=UTC)


async def brought(store: Store, room_id: int, *names: str) -> list[int]:
    people = [Pseudonym(new_key(), name) for name in names]
    done = (await store.run(importing.import_people, None, room_id, people)).result
    return [done.ids[who.key] for who in people]


async def stated(store: Store, room_id: int, author: int) -> int:
    said = Statement(new_key(), author, THEN, "Nên mở dữ liệu.", "<p>Nên mở dữ liệu.</p>\n")
    conversation = Conversation(new_key(), "Dữ liệu mở")
    done = await store.run(importing.import_statements, None, room_id, conversation, [said])
    return done.result.ids[said.key]


async def tally(world: World, post_id: int) -> tuple[int, int, int]:
    async with world.sql() as conn:
        row = await conn.fetchrow(
            "select agrees, disagrees, passes from post where id = $1", post_id
        )
        assert row is not None
        return row["agrees"], row["disagrees"], row["passes"]


async def test_an_older_position_does_not_undo_a_newer_one(world: World) -> None:
    store: Store = world.app.state.store
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner)
    (number,) = await brought(store, room_id, "Người tham gia 7")
    post_id = await stated(store, room_id, number)
    newer = Stand(new_key(), post_id, number, Side.AGREE, THEN + timedelta(hours=2))
    older = Stand(new_key(), post_id, number, Side.DISAGREE, THEN + timedelta(hours=1))
    first = await store.run(stands.import_positions, None, room_id, [newer])
    second = await store.run(stands.import_positions, None, room_id, [older])
    assert await tally(world, post_id) == (1, 0, 0)
    assert room_id in first.seqs
    assert second.seqs == {}


async def test_members_and_imports_count_the_same_positions(world: World) -> None:
    store: Store = world.app.state.store
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner)
    one, other = await brought(store, room_id, "Người tham gia 1", "Người tham gia 2")
    post_id = await stated(store, room_id, one)
    await owner.do("PUT", f"/posts/{post_id}/position", position="agree")
    took = [Stand(new_key(), post_id, n, Side.DISAGREE, THEN) for n in (one, other)]
    await store.run(stands.import_positions, None, room_id, took)
    await owner.do("PUT", f"/posts/{post_id}/position", position="pass")
    assert await tally(world, post_id) == (0, 2, 1)


async def test_nobody_stands_on_what_was_retracted_or_is_elsewhere(world: World) -> None:
    store: Store = world.app.state.store
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id, other_room = await world.room(owner), await world.room(owner)
    thread_id = await world.thread(owner, room_id)
    gone = (await world.reply(owner, thread_id, "Tôi nhầm."))["result"]["id"]
    await owner.do("PUT", f"/posts/{gone}/retraction", reason="Nhầm")
    (number,) = await brought(store, room_id, "Người tham gia 7")
    (stranger,) = await brought(store, other_room, "Người tham gia 8")
    elsewhere = await stated(store, other_room, stranger)
    took = [Stand(new_key(), post_id, number, Side.AGREE, THEN) for post_id in (gone, elsewhere)]
    assert (await store.run(stands.import_positions, None, room_id, took)).seqs == {}
    assert await tally(world, gone) == await tally(world, elsewhere) == (0, 0, 0)


async def test_an_archived_room_takes_nothing(world: World) -> None:
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner)
    await owner.do("PUT", f"/rooms/{room_id}/archival", reason="Đã xong")
    with pytest.raises(Conflict, match="room-archived"):
        await brought(world.app.state.store, room_id, "Người tham gia 7")


async def test_the_rules_for_every_text_go_for_what_is_brought_in_too(world: World) -> None:
    store: Store = world.app.state.store
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner)
    (number,) = await brought(store, room_id, "Người tham gia 7")
    links = '<a href="https://vidu.example">đây</a>' * 31
    conversation = Conversation(new_key(), "Dữ liệu mở")
    said = [Statement(new_key(), number, THEN, "Ở đây.", html) for html in ("<p>Ở đây.</p>", links)]
    with pytest.raises(Conflict, match="too-many-links"):
        await store.run(importing.import_statements, None, room_id, conversation, said)


async def test_a_room_that_is_opened_belongs_to_whom_it_is_said_to(world: World) -> None:
    store: Store = world.app.state.store
    owner = (await world.people("Lê Thị Hoa"))[0]
    public = Visibility.PUBLIC
    title = f"Nhập bởi: {owner.email}"
    done = await store.run(importing.import_room, None, title, public, owner.email)
    room = await owner.get(f"/rooms/{done.result}")
    assert room["me"]["role"] == "owner"
    again = await store.run(importing.import_room, None, title, public, None)
    assert (again.result, again.seqs) == (done.result, {})
    with pytest.raises(NotFound, match="no-account"):
        await store.run(importing.import_room, None, title + "!", public, "khong-ai@vidu.invalid")


async def test_a_title_of_two_rooms_names_neither(world: World) -> None:
    owner = (await world.people("Lê Thị Hoa"))[0]
    title = f"Trùng tên {owner.email}"
    rooms = [await world.room(owner, title=title) for _ in range(2)]
    store: Store = world.app.state.store
    with pytest.raises(Conflict) as refused:
        await store.run(importing.import_room, None, title, Visibility.PUBLIC, None)
    assert refused.value.facts == {"rooms": f"{rooms[0]}, {rooms[1]}"}


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Side)), max_size=30))
def test_a_tally_counts_everybody_once_where_they_stand_last(
    taken: list[tuple[int, Side]],
) -> None:
    ground, held = Ground(1, 0, 0, 0), dict[int, Side]()
    for number, side in taken:
        ground = moved(ground, held.get(number), side)
        held[number] = side
    counted = Counter(held.values())
    assert (ground.agrees, ground.disagrees, ground.passes) == tuple(counted[s] for s in Side)
