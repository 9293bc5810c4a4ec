-- asker -> Asker
select d.person_id, p.name, p.organisation, d.words, d.asked_at, others_who_answer($2, d.person_id, d.asked_at) = 0 as alone, d.alone as erased_alone
from data_request d join person p on p.id = d.person_id
where d.id = $1

-- earlier -> Earlier
select c.id as case_id, d.kind, d.asked_at, d.outcome, d.decided_at, a.ground
from data_request d
join moderation_case c on c.target = 'request' and c.target_id = d.id
left join moderation_act a on a.id = d.act_id
where d.person_id = $1 and d.id <> $2
order by d.id desc
limit $3

-- proposal -> ErasureProposal
-- No row: none waits.
select m.number as by, m.name, p.at, p.private_note as note, p.by = $3 as mine
from erasure_proposal p join shown_member m on m.room_id = $2 and m.person_id = p.by
where p.request_id = $1 and p.outcome is null

-- seq
select seq from room where id = $1
