-- give
insert into support (proposal_id, room_id, number, version) values ($1, $2, $3, $4)
on conflict (proposal_id, number) do update set version = excluded.version, at = now()

-- take_back
delete from support where proposal_id = $1 and number = $2
