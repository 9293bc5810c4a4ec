-- listing -> AmendmentLine
select id, proposal_id, number, post_id, by, at, base, revision, changes, state, reason, decided_by, decided_at, version
from amendment_line
where proposal_id = $1 and ($2::text is null or state = $2) and ($3::int is null or number < $3)
order by number desc
limit $4

-- glimpses -> Glimpse
-- Of amendments, in so many arrays: their ids, their newest revisions and the versions those change.
select l.id as amendment_id, l.revision, case when s.shows then coalesce(g.heading, '') else '' end as heading,
    case when s.shows then coalesce(left(c.dropped, $4::int) || case when char_length(c.dropped) > $4 then '…' else '' end, '') else '' end as dropped,
    case when s.shows then coalesce(left(c.added, $4) || case when char_length(c.added) > $4 then '…' else '' end, '') else '' end as added
from unnest($1::bigint[], $2::int[], $3::int[]) with ordinality as l(id, revision, base, n)
join amendment a on a.id = l.id
join post p on p.id = a.post_id
cross join lateral (select p.hidden_at is null and p.retracted_at is null as shows) s
left join amendment_change c on c.amendment_id = l.id and c.revision = l.revision and c.place = 1
left join lateral (
    select h.heading from proposal_article h
    where h.proposal_id = a.proposal_id and h.version = l.base and h.first <= c.first
    order by h.place desc limit 1
) g on true
order by l.n

-- counts -> AmendmentCounts
select (count(*) filter (where e.amendment_id is null))::int as open,
    (count(*) filter (where e.outcome = 'accepted'))::int as accepted, (count(*) filter (where e.outcome = 'partly'))::int as partly,
    (count(*) filter (where e.outcome = 'rejected'))::int as rejected, (count(*) filter (where e.outcome = 'withdrawn'))::int as withdrawn
from amendment a left join amendment_end e on e.amendment_id = a.id
where a.proposal_id = $1

-- proposal_of
-- No row: no such amendment.
select proposal_id from amendment where id = $1

-- shows
select p.hidden_at is null and p.retracted_at is null from amendment a join post p on p.id = a.post_id where a.id = $1

-- revisions -> AmendmentRevision
select number, base, by, at, changes from amendment_revision where amendment_id = $1 order by number desc limit 100

-- text
-- No row: there is no such version.
select text from proposal_version where proposal_id = $1 and number = $2

-- taken
select coalesce(array_agg(place), '{}') from taken_change where amendment_id = $1

-- near -> Near
-- Open amendments to the same version with something that touches, and that may be read. Changes of one amendment are in order and do
-- not touch, so those that one change of another touches are a stretch of them: from the first that ends behind its beginning to the
-- last that begins before its end, both found by halving.
with mine as materialized (
    select array_agg(c.first order by c.place) as firsts, array_agg(c.beyond order by c.place) as beyonds
    from amendment_change c where c.amendment_id = $1 and c.revision = $4
)
select a.id, touched.places
from mine
join amendment a on a.proposal_id = $2 and a.id <> $1
join post p on p.id = a.post_id and p.hidden_at is null and p.retracted_at is null
join lateral (
    select r.number, r.base from amendment_revision r where r.amendment_id = a.id order by r.number desc limit 1
) newest on newest.base = $3
join lateral (
    select array_agg(distinct n order by n) as places
    from amendment_change other
    cross join lateral generate_series(width_bucket(other.first - 1, mine.beyonds) + 1, width_bucket(other.beyond, mine.firsts)) n
    where other.amendment_id = a.id and other.revision = newest.number
) touched on touched.places is not null
where not exists (select from amendment_end e where e.amendment_id = a.id)
order by a.number
limit $5

-- lines -> AmendmentLine
select id, proposal_id, number, post_id, by, at, base, revision, changes, state, reason, decided_by, decided_at, version
from amendment_line where id = any($1::bigint[])

-- later -> Stood
select v.number, exists (select from version_amendment i where i.proposal_id = v.proposal_id and i.version = v.number) as taken
from proposal_version v
where v.proposal_id = $1 and v.number > $2
order by v.number

-- texts
select number, text from proposal_version where proposal_id = $1 and number = any($2::int[]) order by number

-- took -> Took
select distinct version, first, dropped, added from taken_change
where proposal_id = $1 and version = any($2::int[])
order by version, first
