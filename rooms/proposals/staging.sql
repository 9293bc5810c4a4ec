-- enter -> Staged
insert into proposal_stage (proposal_id, room_id, round, stage, by, reason) values ($1, $2, $3, $4, $5, $6)
returning number, round, stage, since, due, by, reason
