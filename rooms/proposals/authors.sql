-- guest -> Guest
-- No row: nobody in the room has this number, or they only read there.
select m.person_id, i.id as inbox_id, t.number is not null as inside,
    (select count(*)::int from member c where c.room_id = $2 and c.ended_at is null) as chairs
from member m
join room i on i.inbox_of = m.person_id
left join member t on t.room_id = $2 and t.person_id = m.person_id and t.ended_at is null
where m.room_id = $1 and m.number = $3 and m.ended_at is null and m.role <> 'observer'
for share of m

-- chairs
-- Locked, so two who leave at once do not both believe the other stays: whoever leaves the room may come by here without the proposal.
select number from member where room_id = $1 and ended_at is null order by number for no key update

-- leave
update member set ended_at = now() where room_id = $1 and number = $2 returning ended_at
