-- begin
-- The first time in a room is from its beginning.
insert into follower (name, room_id)
select $1, id from room where id = any($2::bigint[]) and kind = any($3::text[])
order by id
on conflict do nothing

-- hold -> Place
-- No row for a room: another process is at it, it is to rest for a while, or the room is none that is followed.
select f.room_id, f.seq, f.careful_until, r.seq as head
from follower f join room r on r.id = f.room_id
where f.name = $1 and f.room_id = any($2::bigint[]) and f.next_at <= clock_timestamp()
order by f.room_id
for update of f skip locked

-- move
update follower f set seq = dealt.seq, tries = 0
from unnest($2::bigint[], $3::bigint[]) as dealt(room_id, seq)
where f.name = $1 and f.room_id = dealt.room_id

-- be_careful
update follower set careful_until = $3 where name = $1 and room_id = $2

-- try_later
update follower set tries = tries + 1, next_at = clock_timestamp() + interval '1 second' * 2 ^ tries
where name = $1 and room_id = $2
returning tries

-- skip
with skipped as (
    insert into follower_skip (name, room_id, seq, error) values ($1, $2, $3, $4)
)
update follower set seq = $3, tries = 0, next_at = now() where name = $1 and room_id = $2

-- behind -> Behind
select r.id as room_id
from room r left join follower f on f.name = $1 and f.room_id = r.id
where r.kind = any($2::text[]) and r.seq > coalesce(f.seq, 0) and coalesce(f.next_at, '-infinity') <= now()
order by r.id
limit $3
