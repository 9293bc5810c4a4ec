-- head -> Head
-- No row: it is not opened, or there is no such proposal.
select r.title as room_title, p.procedure::text as procedure,
    (select max(s.number) from proposal_stage s where s.proposal_id = p.id) as stages,
    (select coalesce(max(a.number), 0) from amendment a where a.proposal_id = p.id) as amendments,
    (select coalesce(max(c.number), 0) from consultation c where c.proposal_id = p.id) as consultations,
    v.at as opened_at, now() as as_of, o.version as from_version
from proposal p
join room r on r.id = p.room_id
join proposal_version v on v.proposal_id = p.id and v.number = 1
left join post o on o.id = p.from_post
where p.id = $1

-- versions -> Made
select v.number, v.title, v.note, v.by, v.base, v.at, (
        select json_agg(json_build_object('id', i.amendment_id, 'number', i.number) order by i.number)
        from version_amendment i where i.proposal_id = v.proposal_id and i.version = v.number
    ) as amendments, encode(sha256(convert_to(v.text, 'UTF8')), 'hex') as digest,
    coalesce(u.supporters, 0) as supporters
from proposal_version v
left join (
    select s.version, count(*)::int as supporters from support s where s.proposal_id = $1 group by s.version
) u on u.version = v.number
where v.proposal_id = $1 and v.number > $2
order by v.number
limit $3

-- hands -> Share
select v.number as version, (h.of->>1)::int as by, sum((h.of->>0)::int)::int as characters
from proposal_version v
join proposal_hand k on k.proposal_id = v.proposal_id and k.draft = v.draft
cross join json_array_elements(k.hands::json) as h(of)
where v.proposal_id = $1 and v.number > $2 and v.number <= $2 + $3
group by v.number, (h.of->>1)::int
order by v.number, characters desc, by

-- stages -> Staged
select number, round, stage, since, due, by, reason
from proposal_stage
where proposal_id = $1 and number > $2
order by number
limit $3

-- people -> Person
select m.number, m.name, m.organisation, m.role,
    exists (select from member t where t.room_id = $2 and t.person_id = m.person_id and t.ended_at is null) as author,
    m.ended_at is not null as left
from shown_member m
where m.room_id = $1 and m.number = any($3::int[])
order by m.number

-- sealed
-- No row: nothing of the log is signed yet.
select note from vote_checkpoint where vote_id = $1 order by size desc limit 1
