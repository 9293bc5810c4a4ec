-- propose
insert into ban_proposal (case_id, person_id, reason, by, public_note, private_note) values ($1, $2, $3, $4, $5, $6) returning id

-- waiting -> Waiting
-- No row: nothing is proposed.
select id, by, reason, public_note from ban_proposal where case_id = $1 and outcome is null

-- second
update ban_proposal set outcome = $2, decided_by = $3, decided_at = now(), note = $4, act_id = $5 where id = $1

-- shown -> BanProposal
-- No row: nothing is proposed.
select p.id, p.reason, m.number as by, m.name, p.at, p.public_note, p.private_note, p.by = $3 as mine
from ban_proposal p join shown_member m on m.room_id = $2 and m.person_id = p.by
where p.case_id = $1 and p.outcome is null
