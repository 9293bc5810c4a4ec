-- thread
-- No row: no such thread.
select t.room_id, p.id as proposal_id, coalesce((select max(v.number) from proposal_version v where v.proposal_id = p.id), 0) as version
from thread t left join proposal p on p.thread_id = t.id
where t.id = $1

-- of_proposal -> Regarding
select a.post_id, a.proposal_id, a.version, a.place, g.heading, null::bigint as amendment, null::int as number
from post_anchor a
join proposal_article g on g.proposal_id = a.proposal_id and g.version = a.version and g.place = a.place
where a.proposal_id = $1 and a.post_id is not null
union all
select m.post_id, m.proposal_id, null, null, null, m.id, m.number from amendment m where m.proposal_id = $1

-- of_posts -> Regarding
select a.post_id, a.proposal_id, a.version, a.place, g.heading, null::bigint as amendment, null::int as number
from post_anchor a
join proposal_article g on g.proposal_id = a.proposal_id and g.version = a.version and g.place = a.place
where a.post_id = any($1::bigint[])
union all
select m.post_id, m.proposal_id, null, null, null, m.id, m.number from amendment m where m.post_id = any($1::bigint[])

-- of_threads
-- The proposals that threads discuss.
select thread_id, id from proposal where thread_id = any($1::bigint[])
