-- wanted -> Wanted
-- No row: no such request.
select d.id, d.person_id, d.kind, a.language, p.id as proposal, p.by as proposed_by, others_who_answer($2, d.person_id, d.asked_at) as others
from data_request d join person a on a.id = d.person_id left join erasure_proposal p on p.request_id = d.id and p.outcome is null
where d.id = $1

-- propose
insert into erasure_proposal (request_id, person_id, by, private_note) values ($1, $2, $3, $4) returning id

-- second
update erasure_proposal set outcome = $2, decided_by = $3, decided_at = now(), note = $4 where id = $1

-- decide
update data_request set outcome = $2, decided_at = now(), decided_by = $3, act_id = $4, alone = $5 where id = $1

-- others
-- What else this person has asked and waits for its answer, or for another look at it.
select id from moderation_case where target = 'request' and person_id = $1 and id <> $2 and stage <> 'decided' order by id
