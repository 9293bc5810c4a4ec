-- lock_post
-- Posts before cases: nobody waits for another crosswise.
select p.id from post p where p.id = (select c.post_id from moderation_case c where c.id = $1) for no key update of p

-- lock_held
-- Likewise.
select h.id from held_post h where h.id = (select c.held_id from moderation_case c where c.id = $1) for no key update of h

-- lock
select id from moderation_case where id = $1 for no key update

-- look -> Locked
-- No row: no such case. A held post that was refused is as one that was removed.
select c.id, c.room_id, c.post_id, c.held_id, c.person_id as of, c.reason, c.stage,
    case when c.claimed_until > now() then c.claimed_by end as claimed_by, c.act_id, a.act, c.acted_by,
    exists (select from report r where r.case_id = c.id and r.person_id = $2) as reported,
    exists (select from ban_proposal o where o.case_id = c.id and o.act_id = c.act_id and o.by = $2) as proposed,
    exists (select from moderation_case n where n.post_id = c.post_id and n.id > c.id) as followed,
    p.retracted_at is not null as retracted,
    case when c.held_id is null then p.hidden_as when h.refused_at is not null then 'removed' end as hidden_as,
    now() as at
from moderation_case c
left join post p on p.id = c.post_id
left join held_post h on h.id = c.held_id
left join moderation_act a on a.id = c.act_id
where c.id = $1

-- line -> Case
select id, target, room_id, thread_id, post_id, held_id, source, reason, stage, reports, weight, rank, opened_at, due_at,
    claimed_by, claimed_until, act, acted_by, decided_at
from case_line where id = $1
