-- answers -> AnswerCounts
-- What is hidden or was taken back is a comment, and counts for nothing; what was taken back before it was opened is none.
select count(a.post_id) filter (where not s.left_before)::int as comments,
    count(*) filter (where s.there and d.kind = 'accepted')::int as accepted,
    count(*) filter (where s.there and d.kind = 'partly')::int as partly,
    count(*) filter (where s.there and d.kind = 'explained')::int as explained,
    count(*) filter (where s.there and d.kind = 'aside')::int as aside,
    count(*) filter (where s.there and d.kind is null)::int as waiting
from consultation c
left join post_anchor a on a.proposal_id = c.proposal_id and a.consultation = c.number and a.post_id is not null
left join lateral (
    select p.hidden_at is null and p.retracted_at is null as there, coalesce(p.retracted_at <= c.opened_at, false) as left_before
    from post p where p.id = a.post_id
) s on true
left join lateral (select e.kind from disposition e where e.post_id = a.post_id order by e.number desc limit 1) d on true
where c.proposal_id = $1 and c.number = any($2::int[])
group by c.number
order by c.number
