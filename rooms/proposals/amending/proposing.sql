-- thread
select thread_id from proposal where id = $1

-- propose
-- The proposal is locked, so the number is the next one.
insert into amendment (proposal_id, room_id, number, by, post_id)
select $1, $2, coalesce(max(a.number), 0) + 1, $3, $4 from amendment a where a.proposal_id = $1
returning id

-- revise
insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by) values ($1, $2, $3, $4, $5, $6, $7)

-- changes
insert into amendment_change (amendment_id, revision, place, first, dropped, added)
select $1, $2, n, first, dropped, added
from unnest($3::int[], $4::text[], $5::text[]) with ordinality as given(first, dropped, added, n)
