-- ground -> Ground
-- A post of a room this person is in, locked. No row: no such post, or not in its room.
select p.room_id, m.number, m.role = any($3) as may, p.retracted_at is not null as retracted,
    p.hidden_at is not null as hidden, case when m.silenced_until > now() then m.silenced_act end as silenced
from post p join member m on m.room_id = p.room_id
where p.id = $1 and m.person_id = $2 and m.ended_at is null
for no key update of p for share of m

-- room_of_post
select room_id from post where id = $1

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
