-- open_held
-- The rank is that of moderation/scoring.py.
insert into moderation_case (target, room_id, thread_id, held_id, person_id, source, reason, findings, weight, rank, due_at)
select 'held', h.room_id, h.thread_id, h.id, $2, 'rule', $3, $4::text::json, $5,
    $5::int * $6::int / 100 - floor(extract(epoch from now()) / 60)::bigint, now() + $7::interval
from held_post h
where h.id = $1
returning id

-- open_post
insert into moderation_case (target, room_id, thread_id, post_id, person_id, source, reason, findings, weight, rank, due_at)
select 'post', p.room_id, p.thread_id, p.id, $2, 'rule', $3, $4::text::json, $5,
    $5::int * $6::int / 100 - floor(extract(epoch from now()) / 60)::bigint, now() + $7::interval
from post p
where p.id = $1
returning id

-- found
-- No row: no case of it is open.
update moderation_case set findings = $2::text::json where post_id = $1 and (stage = 'open' or (stage = 'proposed' and decided_at is null))
returning id
