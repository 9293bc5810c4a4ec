-- take -> Seat
-- No row: not in the room of moderation. The membership stays as it is until the act is over.
select r.id as room_id, m.number, m.role = any($2::text[]) as may
from room r join member m on m.room_id = r.id
where r.kind = 'moderation' and m.person_id = $1 and m.ended_at is null
for share of m

-- see -> Seat
-- No row: not in the room of moderation.
select r.id as room_id, m.number, m.role = any($2::text[]) as may
from room r join member m on m.room_id = r.id
where r.kind = 'moderation' and m.person_id = $1 and m.ended_at is null

-- room
select id from room where kind = 'moderation'

-- room_of
-- No row: this person does not moderate.
select m.room_id from member m join room r on r.id = m.room_id
where m.person_id = $1 and m.ended_at is null and r.kind = 'moderation'
