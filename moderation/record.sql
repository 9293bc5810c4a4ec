-- newest -> Recorded
select id, act, reason, case when $1 then by end as by, at, target, source, took_s, public_note, room_id, room, thread_id, thread,
    post_id, asked_at, outcome, decided_at, review_note, reverts, reverted_by
from public_act
where id < $2
order by id desc
limit $3

-- of_year -> Recorded
select id, act, reason, case when $1 then by end as by, at, target, source, took_s, public_note, room_id, room, thread_id, thread,
    post_id, asked_at, outcome, decided_at, review_note, reverts, reverted_by
from public_act
where id < $2 and at >= $4 and at < $5
order by id desc
limit $3
