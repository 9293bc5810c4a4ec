-- lock -> Lock
-- No row: no such vote, or not in its room.
select v.room_id, m.number, m.role = any($3) as may, r.archived_at is not null as archived, v.annulled_at is not null as annulled
from vote v
join room r on r.id = v.room_id
join member m on m.room_id = v.room_id and m.person_id = $2 and m.ended_at is null
where v.id = $1
for no key update of v for share of m

-- room_of
-- No row: no such vote.
select room_id from vote where id = $1

-- settled
-- Its proposal has gone on, or began a new round.
select exists (
    select from vote v cross join lateral proposal_at(v.proposal_id) as s
    where v.id = $1 and v.proposal_id is not null and (s.stage <> 'vote' or s.round <> v.round)
)

-- annul
update vote set closed_at = coalesce(closed_at, clock_timestamp()), annulled_at = clock_timestamp(), annulled_by = $2, annulled_reason = $3,
    annulled_salt = $4
where id = $1
