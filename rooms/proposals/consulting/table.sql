-- about -> About
-- No row: no such proposal, or it is not opened.
select r.title as room, v.title
from proposal p join room r on r.id = p.room_id
join lateral (select w.title from proposal_version w where w.proposal_id = p.id order by w.number desc limit 1) v on true
where p.id = $1

-- line -> ConsultationLine
-- No row: there was none of this number.
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation where proposal_id = $1 and number = $2

-- rows -> Row
select a.post_id, a.version, a.place, g.heading, a.words, p.hidden_as, p.retracted_at is not null as retracted,
    case when s.there then p.html else '' end as html, m.name as by, a.at,
    d.kind as answer, case when s.there and d.reason is not null then d.reason else '' end as reason, n.name as answered_by, d.at as answered_at
from post_anchor a
join consultation c on c.proposal_id = a.proposal_id and c.number = a.consultation
join post p on p.id = a.post_id
cross join lateral (select p.hidden_at is null and p.retracted_at is null as there) s
join proposal_article g on g.proposal_id = a.proposal_id and g.version = a.version and g.place = a.place
join shown_member m on m.room_id = a.room_id and m.number = p.author
left join lateral (select e.kind, e.reason, e.by, e.at from disposition e where e.post_id = a.post_id order by e.number desc limit 1) d on true
left join shown_member n on n.room_id = a.room_id and n.number = d.by
where a.proposal_id = $1 and a.consultation = $2 and coalesce(p.retracted_at > c.opened_at, true)
order by a.version, a.place, a.first, a.post_id
limit $3 offset $4
