-- about -> About
-- No row: no such case.
select id, target, target_id from moderation_case where id = $1

-- lock
select id from moderation_case where id = $1 for no key update

-- look -> Locked
-- In the order of their ids. No row: no such case.
select c.id, c.target, c.target_id, c.person_id as of, c.reason, c.stage,
    case when coalesce(l.claimed_until, c.claimed_until) > now() then coalesce(l.claimed_by, c.claimed_by) end as claimed_by, c.act_id, a.act, c.acted_by,
    c.target <> 'request' or exists (
        select from member m join room d on d.id = m.room_id and d.kind = 'moderation'
        where m.person_id = $2 and m.role = any($3::text[]) and m.ended_at is null
    ) as theirs,
    exists (select from report r where r.case_id = c.id and r.person_id = $2) as reported,
    exists (select from ban_proposal o where o.case_id = c.id and o.act_id = c.act_id and o.by = $2) as proposed,
    exists (select from moderation_case n where n.target = c.target and n.target_id = c.target_id and n.id > c.id) as followed,
    l.id as within, c.leads
from moderation_case c
left join moderation_case l on l.id = c.within and c.stage = 'open'
left join moderation_act a on a.id = c.act_id
where c.id = any($1::bigint[])
order by c.id

-- wait
-- Nobody holds it any more: a second must be able to.
update moderation_case set stage = 'proposed', claimed_by = null, claimed_until = null where id = $1

-- over
-- As it was before the proposal, or with its act.
update moderation_case
set stage = case when decided_at is null then 'open' else 'decided' end, claimed_by = null, claimed_until = null
where id = $1

-- line -> Case
-- In the order of their ids.
select id, target, room_id, thread_id, post_id, held_id, source, reason, asked, stage, reports, weight, rank, opened_at, due_at,
    claimed_by, claimed_until, act, acted_by, decided_at, within, leads
from case_line where id = any($1::bigint[]) order by id
