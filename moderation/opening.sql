-- newest -> Newest
-- No row: it never had a case.
select id, stage, stage = 'open' or (stage = 'proposed' and decided_at is null) as waits, case stage when 'open' then within end as within, reason, weight, due_at, opened_at
from moderation_case
where target = $1 and target_id = $2
order by id desc
limit 1

-- open_case
-- The rank is that of moderation/scoring.py.
insert into moderation_case (
    target, target_id, room_id, thread_id, post_id, held_id, person_id, source, reason, findings, reports, weight, rank, due_at, asked
)
values (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::json, $11, $12,
    coalesce($16, $13::bigint - floor(extract(epoch from now()) / 60)::bigint), now() + $14::interval, $15
)
returning id
