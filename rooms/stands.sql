-- grounds -> Ground
-- The posts on which positions are taken, locked. No row: not of this room, retracted or hidden.
select id, agrees, disagrees, passes from post
where room_id = $1 and id = any($2::bigint[]) and retracted_at is null and hidden_at is null
order by id
for no key update

-- held -> Held
select o.post_id, o.number, o.position as side, o.at
from position o join unnest($1::bigint[], $2::int[]) as told(post_id, number) using (post_id, number)

-- recount
update post set agrees = told.agrees, disagrees = told.disagrees, passes = told.passes
from unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) as told(id, agrees, disagrees, passes)
where post.id = told.id

-- keep
insert into position (post_id, room_id, number, position, at)
select told.post_id, $1, told.number, told.side, told.at
from unnest($2::bigint[], $3::int[], $4::text[], $5::timestamptz[]) as told(post_id, number, side, at)
on conflict (post_id, number) do update set position = excluded.position, at = excluded.at
