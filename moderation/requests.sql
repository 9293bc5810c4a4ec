-- wanted -> Wanted
-- No row: no such request.
select id, person_id, kind, proposed_by, others_who_answer($2, person_id) as others from data_request where id = $1

-- propose
update data_request set proposed_by = $2, proposed_at = now(), proposal_note = $3 where id = $1

-- decline
update data_request set proposed_by = null, proposed_at = null, proposal_note = null where id = $1

-- decide
update data_request set outcome = $2, decided_at = now(), decided_by = $3, act_id = $4, alone = $5 where id = $1

-- others
-- What else this person has asked and waits for its answer.
select id from moderation_case where target = 'request' and person_id = $1 and id <> $2 and stage in ('open', 'proposed') order by id
