-- lock -> Lock
-- A thread of a room this person is in, locked: whoever was replying commits first. No row: no such thread, or not in its room.
select t.room_id, m.number, m.role = any($3) as may, t.slow_s is not null and (t.slow_until is null or t.slow_until > now()) as slow
from thread t join member m using (room_id)
where t.id = $1 and m.person_id = $2 and m.ended_at is null
for no key update of t for share of m

-- room_of
select room_id from thread where id = $1

-- slow -> Thread
update thread set slow_s = $3, slow_at = now(), slow_by = $2, slow_reason = $4, slow_until = now() + make_interval(hours => $5::int)
where id = $1
returning id, room_id, title, opened_by, opened_at,
    (select count(*) from post where thread_id = thread.id) as posts,
    (select coalesce(max(at), thread.opened_at) from post where thread_id = thread.id) as last_at,
    closed_at, closed_by, closed_reason,
    slow_s, slow_at, slow_by, slow_reason, slow_until

-- unslow -> Thread
update thread set slow_s = null, slow_at = null, slow_by = null, slow_reason = null, slow_until = null
where id = $1
returning id, room_id, title, opened_by, opened_at,
    (select count(*) from post where thread_id = thread.id) as posts,
    (select coalesce(max(at), thread.opened_at) from post where thread_id = thread.id) as last_at,
    closed_at, closed_by, closed_reason,
    slow_s, slow_at, slow_by, slow_reason, slow_until

-- take_turn
-- No row: it is not their turn yet. Whoever comes at the same moment waits here for the first.
insert into thread_turn (room_id, thread_id, number, at) values ($1, $2, $3, now())
on conflict (thread_id, number) do update set at = excluded.at
where thread_turn.at <= now() - make_interval(secs => $4)
returning at

-- wait -> Wait
select extract(epoch from at + make_interval(secs => $3) - now())::float8 as wait_s, at + make_interval(secs => $3) as at
from thread_turn
where thread_id = $1 and number = $2
