-- lock
select id from person where id = $1 for no key update

-- places -> Place
-- The rooms this person is in, and those they left: their posts there bear the name too. An archived room keeps the old one
-- in its journal and shows the new one in a fresh snapshot, so it is told as well.
select room_id, number, name, organisation, constituency, role, ended_at, verified
from shown_member
where person_id = $1
order by room_id

-- named -> Place
select s.room_id, s.number, s.name, s.organisation, s.constituency, s.role, s.ended_at, s.verified
from shown_member s join room r on r.id = s.room_id
where s.person_id = $1 and r.naming = 'names'
order by s.room_id

-- lock_places
-- A role that changes meanwhile is told before or after, never overwritten.
select room_id from member where person_id = $1 order by room_id for share
