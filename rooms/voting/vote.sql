-- line -> VoteRow
-- No row: no such vote.
select v.id, v.room_id, v.thread_id, v.proposal_id, v.version, v.round, v.title, v.rule::text as rule, v.options::text as options, v.opened_by,
    v.opened_at, v.closes_at, v.voters, (select count(*)::int from vote_turnout t where t.vote_id = v.id) as voted, v.closed_at,
    v.result::text as result, v.annulled_at, v.annulled_by, v.annulled_reason
from vote v where v.id = $1

-- lines -> VoteRow
select v.id, v.room_id, v.thread_id, v.proposal_id, v.version, v.round, v.title, v.rule::text as rule, v.options::text as options, v.opened_by,
    v.opened_at, v.closes_at, v.voters, (select count(*)::int from vote_turnout t where t.vote_id = v.id) as voted, v.closed_at,
    v.result::text as result, v.annulled_at, v.annulled_by, v.annulled_reason
from vote v
where v.proposal_id = $1 or (v.thread_id = $2 and v.proposal_id is null)
order by v.id desc
limit $3

-- tally -> Tally
-- A ballot's leaf says it in its sixth line.
select split_part(l.record, e'\n', 6) as ballot, count(*)::int as times
from vote_ballot b join vote_leaf l on l.vote_id = b.vote_id and l.leaf = b.leaf
where b.vote_id = $1 and not exists (select from vote_ballot n where n.vote_id = b.vote_id and n.replaces = b.leaf)
group by 1
order by 2 desc, 1
