-- room_of
-- No row: no such vote.
select room_id from vote where id = $1

-- room_of_thread
-- No row: no such thread.
select room_id from thread where id = $1

-- place -> Place
select clock_timestamp() as now, m.number as me, coalesce(m.silenced_until > now(), false) as silenced, r.archived_at is not null as archived,
    v.closed_at is not null or clock_timestamp() >= v.closes_at as over,
    exists (select from vote_roll l where l.vote_id = v.id and l.number = m.number) as listed,
    exists (select from vote_turnout t where t.vote_id = v.id and t.number = m.number) as voted, g.size, g.signed_size as signed
from vote v
join room r on r.id = v.room_id
join vote_ledger g on g.vote_id = v.id
left join member m on m.room_id = v.room_id and m.person_id = $2 and m.ended_at is null
where v.id = $1

-- mine -> Mine
-- No row: none was cast by this number.
select b.leaf, split_part(l.record, e'\n', 6) as ballot, b.at, encode(b.salt, 'hex') as salt, w.text as reason
from vote_ballot b
join vote_leaf l on l.vote_id = b.vote_id and l.leaf = b.leaf
left join vote_reason w on w.vote_id = b.vote_id and w.leaf = b.leaf
where b.vote_id = $1 and b.number = $2
order by b.leaf desc
limit 1

-- secret -> BallotShown
select s.leaf, s.ballot, encode(s.receipt, 'hex') as receipt, null::int as number, null::timestamptz as at, true as counts, null::text as reason
from vote_sealed s
where s.vote_id = $1 and s.leaf > $2
order by s.leaf
limit $3

-- open -> BallotShown
select b.leaf, split_part(l.record, e'\n', 6) as ballot, null::text as receipt, b.number, b.at,
    not exists (select from vote_ballot n where n.vote_id = b.vote_id and n.replaces = b.leaf) as counts, w.text as reason
from vote_ballot b
join vote_leaf l on l.vote_id = b.vote_id and l.leaf = b.leaf
left join vote_reason w on w.vote_id = b.vote_id and w.leaf = b.leaf
where b.vote_id = $1 and b.leaf > $2
order by b.leaf
limit $3
