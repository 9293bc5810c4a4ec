-- lock_post
-- Posts before cases: nobody waits for another crosswise.
select p.id from post p where p.id = (select c.post_id from moderation_case c where c.id = $1) for no key update of p

-- lock
select id from moderation_case where id = $1 for no key update

-- held -> Held
-- No row: no such case.
select c.id, c.room_id, c.post_id, c.person_id as of, c.reason, c.stage,
    case when c.claimed_until > now() then c.claimed_by end as claimed_by, c.act_id, a.act, c.acted_by,
    exists (select from report r where r.case_id = c.id and r.person_id = $2) as reported,
    exists (select from moderation_case n where n.post_id = c.post_id and n.id > c.id) as followed,
    p.retracted_at is not null as retracted, p.hidden_as, now() as at
from moderation_case c
join post p on p.id = c.post_id
left join moderation_act a on a.id = c.act_id
where c.id = $1

-- line -> Case
select id, target, room_id, thread_id, post_id, source, reason, stage, reports, weight, rank, opened_at, due_at,
    claimed_by, claimed_until, act, acted_by, decided_at
from case_line where id = $1
