-- begin
-- A room's first time, from its beginning.
insert into follower (name, room_id)
select $1, id from room where id = $2 and kind = any($3::text[])
on conflict do nothing

-- hold -> Place
-- No row: another process is at it, it is to rest for a while, or the room is none that is followed.
select seq, careful_until from follower
where name = $1 and room_id = $2 and next_at <= clock_timestamp()
for update skip locked

-- move
update follower set seq = $3, tries = 0 where name = $1 and room_id = $2

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
