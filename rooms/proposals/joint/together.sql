-- mine -> Mine
-- No row: no such proposal, or this person does not draft it, or is not in its room any more.
select p.table_id, t.number as chair
from proposal p
join member m on m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null
join member t on t.room_id = p.table_id and t.person_id = $2 and t.ended_at is null
where p.id = $1

-- chairs -> Chair
select t.number as chair, m.number
from proposal p
join member t on t.room_id = p.table_id and t.ended_at is null
join member m on m.room_id = p.room_id and m.person_id = t.person_id
where p.id = $1
order by t.number

-- writers
-- As `seats.seat` asks it of one of them. No row: nobody, or this is no table.
select t.number
from proposal p
join room r on r.id = p.room_id and r.archived_at is null
join member t on t.room_id = p.table_id and t.ended_at is null
join person a on a.id = t.person_id and coalesce(a.silenced_until <= now(), true)
join member m on m.room_id = p.room_id and m.person_id = t.person_id and m.ended_at is null
where p.table_id = $1 and m.role = any($2) and coalesce(m.silenced_until <= now(), true) and (proposal_at(p.id)).stage = any($3)
