-- listing -> Proposal
select id, room_id, table_id, thread_id, begun_by, from_thread, from_post, title, version, versioned_at, stage, round, since, due,
    supporters, standing
from proposal_line
where room_id = $1 and thread_id is not null and ($2::bigint is null or id < $2)
order by id desc
limit $3

-- mine -> Own
select p.id, d.title, d.number as draft, d.at, s.stage
from member t
join room k on k.id = t.room_id and k.kind = 'drafting'
join proposal p on p.table_id = t.room_id
cross join lateral proposal_at(p.id) as s
join lateral (
    select w.title, w.number, w.at from proposal_draft w where w.proposal_id = p.id order by w.number desc limit 1
) d on true
where p.room_id = $1 and t.person_id = $2 and t.ended_at is null and p.thread_id is null
order by p.id desc
limit 50

-- sought -> Sought
-- No row: no such proposal.
select room_id, table_id, thread_id is not null as opened, procedure::text as procedure from proposal where id = $1

-- place -> Place
select m.number as me, m.number is not null and t.number is not null as drafts, u.version as supported,
    (select max(d.number) from proposal_draft d where d.proposal_id = p.id) as draft,
    clock_timestamp() as now
from proposal p
left join member m on m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null
left join member t on t.room_id = p.table_id and t.person_id = $2 and t.ended_at is null
left join support u on u.proposal_id = p.id and u.number = m.number
where p.id = $1

-- versions -> Version
select v.number, v.title, v.note, v.by, v.base, v.at, (
        select json_agg(json_build_object('id', i.amendment_id, 'number', i.number) order by i.number)
        from version_amendment i where i.proposal_id = v.proposal_id and i.version = v.number
    ) as amendments
from proposal_version v where v.proposal_id = $1 order by v.number desc limit $2

-- version -> Version
-- No row: there is no such version.
select v.number, v.title, v.note, v.by, v.base, v.at, (
        select json_agg(json_build_object('id', i.amendment_id, 'number', i.number) order by i.number)
        from version_amendment i where i.proposal_id = v.proposal_id and i.version = v.number
    ) as amendments
from proposal_version v where v.proposal_id = $1 and v.number = $2

-- text
-- No row: there is no such version.
select text from proposal_version where proposal_id = $1 and number = $2

-- stages -> Staged
select number, round, stage, since, due, by, reason from proposal_stage where proposal_id = $1 order by number limit $2

-- articles -> ArticleShown
select place, heading, first, html from proposal_article where proposal_id = $1 and version = $2 order by place

-- authors -> CoAuthor
select m.number, t.since
from member t join member m on m.room_id = $1 and m.person_id = t.person_id
where t.room_id = $2 and t.ended_at is null
order by t.number

-- named -> Named
select number, name from shown_member where room_id = $1 and number = any($2::int[])

-- draft -> TableDraft
-- No row: no such save, or this person does not draft it, or is not in its room any more.
select d.proposal_id, d.number, d.title, d.text, d.by, d.at
from proposal p
join member m on m.room_id = p.room_id and m.person_id = $3 and m.ended_at is null
join member t on t.room_id = p.table_id and t.person_id = $3 and t.ended_at is null
join proposal_draft d on d.proposal_id = p.id
where p.id = $1 and ($2::int is null or d.number = $2)
order by d.number desc
limit 1
