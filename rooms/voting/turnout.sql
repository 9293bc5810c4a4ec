-- due -> Due
select f.id, f.over, f.changed, f.remind
from (
    select v.id, v.closes_at <= clock_timestamp() or v.secret and t.voted = v.voters as over,
        t.voted <> l.told or v.rule->>'shown' = 'live' and not v.secret and l.size <> l.told_size as changed,
        v.proposal_id is not null and l.reminded < reminders_due(v.opened_at, v.closes_at, clock_timestamp())
            and r.archived_at is null as remind
    from vote v
    join room r on r.id = v.room_id
    join vote_ledger l on l.vote_id = v.id
    cross join lateral (select count(*)::int as voted from vote_turnout u where u.vote_id = v.id) t
    where v.closed_at is null
) f
where f.over or f.changed or f.remind
order by f.over desc, f.id
limit $1

-- changed -> Changed
-- No row: nothing has changed since it was told, or another process tells it just now.
select v.room_id, v.proposal_id, t.voted, l.size, v.rule->>'shown' = 'live' and not v.secret as live
from vote v
join vote_ledger l on l.vote_id = v.id
cross join lateral (select count(*)::int as voted from vote_turnout u where u.vote_id = v.id) t
where v.id = $1 and v.closed_at is null
    and (t.voted <> l.told or v.rule->>'shown' = 'live' and not v.secret and l.size <> l.told_size)
for update of l skip locked

-- told
update vote_ledger set told = $2, told_size = $3 where vote_id = $1
