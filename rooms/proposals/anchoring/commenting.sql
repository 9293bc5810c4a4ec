-- lock
-- The discussion of a proposal, which is locked against who publishes another version, or closes its consultation. No row: there is no
-- such proposal, or it was not opened.
select thread_id from proposal where id = $1 and thread_id is not null for share

-- target -> Target
-- The article of this place of the newest version, null where it has none.
select p.room_id, v.number as version, g.first, substr(v.text, g.first + 1, g.length) as source,
    (select count(*) from post_anchor a where a.proposal_id = p.id)::int as said
from proposal p
join lateral (
    select w.number, w.text from proposal_version w where w.proposal_id = p.id order by w.number desc limit 1
) v on true
left join proposal_article g on g.proposal_id = p.id and g.version = v.number and g.place = $2
where p.id = $1

-- anchor
insert into post_anchor (room_id, proposal_id, version, place, first, length, whole, words, post_id, held_id)
values ($1, $2, $3, $4, $5, $6, $7 = '', $7, $8, $9)
returning id

-- lock_held
-- The proposal that a held comment is about, locked before its anchor, as whoever opens a consultation does. No row: what was held is no comment.
select p.id from proposal p where p.id = (select a.proposal_id from post_anchor a where a.held_id = $1) for share

-- let_through
-- No row: what was held is no comment.
update post_anchor a set post_id = p.id
from post p
where a.held_id = $1 and p.id = $2
returning a.id, a.room_id, p.author

-- anchored -> Anchor
select post_id, proposal_id, version, place, first, length, whole, consultation, at from post_anchor where id = $1
