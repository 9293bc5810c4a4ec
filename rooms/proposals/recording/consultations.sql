-- lines -> ConsultationLine
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation
where proposal_id = $1 and number > $2
order by number
limit $3

-- answers -> Counted
-- What is hidden or was taken back is a comment, and counts for nothing. No row for a consultation without comments.
select count(*)::int as comments,
    count(*) filter (where s.there and d.kind = 'accepted')::int as accepted,
    count(*) filter (where s.there and d.kind = 'partly')::int as partly,
    count(*) filter (where s.there and d.kind = 'explained')::int as explained,
    count(*) filter (where s.there and d.kind = 'aside')::int as aside,
    count(*) filter (where s.there and d.kind is null)::int as waiting,
    a.consultation as number
from post_anchor a
join post p on p.id = a.post_id
cross join lateral (select p.hidden_at is null and p.retracted_at is null as there) s
left join lateral (select e.kind from disposition e where e.post_id = a.post_id order by e.number desc limit 1) d on true
where a.proposal_id = $1 and a.consultation = any($2::int[])
group by a.consultation
