-- seat -> Seat
-- Whoever changes the proposal comes one after the other; the member is locked against who removes or demotes them.
-- No row: no such proposal, not in its room, or it is not opened and they do not draft it.
select p.id, p.room_id, p.table_id, p.thread_id is not null as opened, m.number, m.role, m.role = any($3) as may, t.number as chair,
    case when m.silenced_until > now() then m.silenced_act end as silenced, r.archived_at is not null as archived,
    (select max(id) from rule_set where room_id = p.room_id) as rules, (select max(id) from rule_set where room_id is null) as portal_rules
from proposal p
join room r on r.id = p.room_id
join member m on m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null
left join member t on t.room_id = p.table_id and t.person_id = $2 and t.ended_at is null
where p.id = $1 and (p.thread_id is not null or t.number is not null)
for no key update of p for share of m

-- room_of
-- No row: there is none that anybody else knows of.
select room_id from proposal where id = $1 and thread_id is not null

-- state -> State
select s.stage, s.round, s.due, clock_timestamp() as now,
    coalesce((select max(d.number) from proposal_draft d where d.proposal_id = p.id), 0) as draft,
    coalesce((select max(v.number) from proposal_version v where v.proposal_id = p.id), 0) as version,
    (select u.version from support u where u.proposal_id = p.id and u.number = $2) as supported,
    p.procedure::text as procedure
from proposal p cross join lateral proposal_at(p.id) as s
where p.id = $1

-- line -> Proposal
select id, room_id, table_id, thread_id, begun_by, from_thread, from_post, title, version, versioned_at, stage, round, since, due,
    supporters, standing
from proposal_line where id = $1
