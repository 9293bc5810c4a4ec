-- reader -> Standing
-- No row: no such room, or this person may not read it. Who is suspended has no place in the room of moderation meanwhile.
select r.id as room_id, r.visibility, r.epoch, r.seq, m.number, m.role, r.naming
from room r left join member m on m.room_id = r.id and m.person_id = $2 and m.ended_at is null
    and (r.kind <> 'moderation' or coalesce(m.silenced_until <= now(), true))
where r.id = $1 and (m.number is not null or r.visibility = 'public')

-- readers -> Found
-- The same for many at once, by their place among those who ask.
select r.id as room_id, r.visibility, r.epoch, r.seq, m.number, m.role, r.naming, a.n
from unnest($1::bigint[], $2::bigint[]) with ordinality as a (room_id, person_id, n)
join room r on r.id = a.room_id
left join member m on m.room_id = r.id and m.person_id = a.person_id and m.ended_at is null
    and (r.kind <> 'moderation' or coalesce(m.silenced_until <= now(), true))
where m.number is not null or r.visibility = 'public'

-- is_public
select true from room where id = $1 and visibility = 'public'
