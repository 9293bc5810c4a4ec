-- append
-- Gives the next numbers of their rooms to new entries, whose lines come by room. The time is taken under the room's
-- lock, so it never runs against the numbers; for the same reason an archived room is noticed here. No row for a room:
-- it is archived, and one of the acts may not go on there.
with line as (
    select n, room_id, kind, actor, adds, body, archived, row_number() over (partition by room_id order by n) as place
    from unnest($1::bigint[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::boolean[]) with ordinality
        as given(room_id, kind, actor, adds, body, archived, n)
),
due as (
    select room_id, count(*) as lines, bool_and(archived) as archived from line group by room_id
),
locked as materialized (
    select id from room where id = any($1::bigint[]) order by id for no key update
),
head as (
    update room set seq = room.seq + due.lines
    from due join locked on locked.id = due.room_id
    where room.id = due.room_id and (room.archived_at is null or due.archived)
    returning room.id, room.seq - due.lines as base, room.epoch, clock_timestamp() as at
),
written as (
    insert into entry (room_id, seq, at, kind, actor, adds, body)
    select head.id, head.base + line.place, head.at, line.kind, line.actor, line.adds, line.body::json
    from head join line on line.room_id = head.id
),
told as (
    insert into entry_subject (room_id, seq, subject)
    select distinct head.id, head.base + line.place, about.subject
    from unnest($7::bigint[], $8::text[]) as about(n, subject)
    join line on line.n = about.n
    join head on head.id = line.room_id
)
select id, base, epoch, at from head
