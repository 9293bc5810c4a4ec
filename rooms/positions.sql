-- recount -> Tally
-- A statement of its own, after the lock: only then is the position held before surely the newest.
update post set
    agrees = agrees - (held.side is not distinct from 'agree')::int + ($3::text is not distinct from 'agree')::int,
    disagrees = disagrees - (held.side is not distinct from 'disagree')::int + ($3::text is not distinct from 'disagree')::int,
    passes = passes - (held.side is not distinct from 'pass')::int + ($3::text is not distinct from 'pass')::int
from (select (select position from position where post_id = $1 and number = $2) as side) as held
where post.id = $1
returning post.id as post_id, agrees, disagrees, passes

-- keep
insert into position (post_id, room_id, number, position) values ($1, $2, $3, $4)
on conflict (post_id, number) do update set position = excluded.position, at = now()

-- withdraw
delete from position where post_id = $1 and number = $2
