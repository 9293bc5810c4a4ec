-- read
select rules::text from rule_set where id = $1

-- in_force -> Kept
-- No row: none were ever set.
-- Who set a room's is named as the room names them.
select s.id, s.rules::text as rules, s.at, coalesce(m.name, p.name) as by
from rule_set s
join person p on p.id = s.set_by
left join shown_member m on m.room_id = s.room_id and m.person_id = s.set_by
where s.room_id is not distinct from $1
order by s.id desc
limit 1

-- may
-- No row: not in the room, or no such room.
select m.role = any($3) from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'
for share of m

-- keep
insert into rule_set (room_id, rules, set_by) values ($1, $2::text::json, $3) returning id
