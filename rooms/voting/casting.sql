-- voter -> Voter
-- The vote is held: closing waits for who casts, and who comes later sees it closed. No row: no such vote, or not in its room.
select v.room_id, m.number, m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced,
    r.archived_at is not null as archived,
    exists (select from vote_roll l where l.vote_id = v.id and l.number = m.number) as listed,
    v.secret, v.rule::text as rule, json_array_length(v.options) as options, v.version,
    v.closed_at is not null or clock_timestamp() >= v.closes_at as over, v.annulled_at is not null as annulled
from vote v
join room r on r.id = v.room_id
join member m on m.room_id = v.room_id and m.person_id = $2 and m.ended_at is null
where v.id = $1
for share of v, m

-- room_of
-- No row: no such vote.
select room_id from vote where id = $1

-- turn_out
insert into vote_turnout (vote_id, number) values ($1, $2) on conflict do nothing

-- into_box
insert into vote_box (vote_id, receipt, ballot) values ($1, $2, $3) on conflict do nothing

-- earlier -> Earlier
-- No row: it is the voter's first ballot.
select leaf, salt from vote_ballot where vote_id = $1 and number = $2 order by leaf desc limit 1

-- keep
insert into vote_ballot (vote_id, leaf, room_id, number, salt, at, replaces) values ($1, $2, $3, $4, $5, $6, $7)

-- say_why
insert into vote_reason (vote_id, leaf, salt, text) values ($1, $2, $3, $4)
