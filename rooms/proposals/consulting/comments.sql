-- version
select max(number) from proposal_version where proposal_id = $1

-- pieces
-- The articles, each without the white space at its end.
select g.place, g.first, char_length(rtrim(substr(v.text, g.first + 1, g.length), e' \t\r\n'))
from proposal_version v join proposal_article g on g.proposal_id = v.proposal_id and g.version = v.number
where v.proposal_id = $1 and v.number = $2
order by g.place

-- marks -> Mark
select a.post_id, a.version, a.place, a.first, a.length, a.whole, a.consultation,
    p.hidden_at is null and p.retracted_at is null as there, d.kind
from post_anchor a
join post p on p.id = a.post_id
left join lateral (select e.kind from disposition e where e.post_id = a.post_id order by e.number desc limit 1) d on true
where a.proposal_id = $1
order by a.post_id

-- consultations -> ConsultationLine
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation where proposal_id = $1 order by number desc limit $2

-- shown -> Comment
-- A comment says nothing, and nothing is said about why it was answered so, where the post shows no words.
select a.post_id, p.thread_id, p.author, p.kind, case when s.there then p.html else '' end as html, p.version as said, p.at,
    p.hidden_as, p.retracted_at is not null as retracted, a.version, a.place, g.heading, a.words, a.consultation,
    d.kind as answer, coalesce(d.number, 0) as answer_number, case when s.there and d.reason is not null then d.reason else '' end as reason,
    d.by as answered_by, d.at as answered_at, d.said as answered_said
from post_anchor a
join post p on p.id = a.post_id
cross join lateral (select p.hidden_at is null and p.retracted_at is null as there) s
join proposal_article g on g.proposal_id = a.proposal_id and g.version = a.version and g.place = a.place
left join lateral (
    select e.kind, e.number, e.reason, e.by, e.at, e.said from disposition e where e.post_id = a.post_id order by e.number desc limit 1
) d on true
where a.post_id = any($1::bigint[])

-- history -> Disposition
select d.number, d.kind, case when p.hidden_at is null and p.retracted_at is null then d.reason else '' end as reason, d.said, d.by, d.at
from disposition d join post p on p.id = d.post_id
where d.proposal_id = $1 and d.post_id = $2
order by d.number desc
limit 200

-- texts
select text from proposal_version where proposal_id = $1 and number between $2 and $3 order by number
