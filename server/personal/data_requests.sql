-- ask -> Made
-- No row: the same is asked already, and not answered.
insert into data_request (person_id, kind, words, due_at) values ($1, $2, $3, $4)
on conflict (person_id, kind) where outcome is null do nothing
returning id, asked_at, due_at

-- shown -> DataRequest
-- The clock is that of the case: after a review it begins anew.
select d.id, d.kind, d.words, d.asked_at, case when c.stage = 'review' then d.due_at else c.due_at end as due_at,
    d.outcome, d.decided_at, a.ground, a.public_note as note, d.act_id
from data_request d
join moderation_case c on c.target = 'request' and c.target_id = d.id
left join moderation_act a on a.id = d.act_id
where d.id = $1

-- mine -> DataRequest
select d.id, d.kind, d.words, d.asked_at, case when c.stage = 'review' then d.due_at else c.due_at end as due_at,
    d.outcome, d.decided_at, a.ground, a.public_note as note, d.act_id
from data_request d
join moderation_case c on c.target = 'request' and c.target_id = d.id
left join moderation_act a on a.id = d.act_id
where d.person_id = $1
order by d.id desc
limit $2
