-- end
insert into amendment_end (amendment_id, proposal_id, room_id, revision, outcome, reason, by) values ($1, $2, $3, $4, $5, $6, $7)
