-- mine -> Titled
select p.id, p.room_id, r.title as room, v.title
from member m
join room r on r.id = m.room_id
join proposal p on p.room_id = m.room_id and p.thread_id is not null
cross join lateral (
    select w.title from proposal_version w where w.proposal_id = p.id order by w.number desc limit 1
) v
where m.person_id = $1 and m.ended_at is null
order by p.id desc
limit $2
