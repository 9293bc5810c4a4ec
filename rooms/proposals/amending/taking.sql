-- end
insert into amendment_end (amendment_id, proposal_id, room_id, revision, outcome, reason, by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- take
insert into amendment_taken (amendment_id, revision, place) select $1, $2, unnest($3::int[])
