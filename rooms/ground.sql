-- ground -> Ground
-- A post of a room this person is in, locked. No row: no such post, or not in its room.
select p.room_id, m.number, m.role = any($3) as may, p.author = m.number as own, p.retracted_at is not null as retracted,
    p.hidden_at is not null as hidden, case when m.silenced_until > now() then m.silenced_act end as silenced
from post p join member m on m.room_id = p.room_id
where p.id = $1 and m.person_id = $2 and m.ended_at is null
for no key update of p for share of m

-- room_of_post
select room_id from post where id = $1
