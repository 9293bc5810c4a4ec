-- ask
-- No row: the same is asked already.
insert into data_request (person_id, kind, words, due_at) values ($1, $2, $3, $4)
on conflict (person_id, kind) where outcome is null do nothing
returning id

-- shown -> DataRequest
select d.id, d.person_id, p.name, d.kind, d.words, d.asked_at, d.due_at, d.outcome, d.decided_at, d.reason
from data_request d join person p on p.id = d.person_id
where d.id = $1

-- mine -> DataRequest
select d.id, d.person_id, p.name, d.kind, d.words, d.asked_at, d.due_at, d.outcome, d.decided_at, d.reason
from data_request d join person p on p.id = d.person_id
where d.person_id = $1
order by d.id desc
limit $2

-- waiting -> DataRequest
select d.id, d.person_id, p.name, d.kind, d.words, d.asked_at, d.due_at, d.outcome, d.decided_at, d.reason
from data_request d join person p on p.id = d.person_id
where d.outcome is null
order by d.due_at, d.id
limit $1

-- take -> Open
-- Locked until commit.
select person_id, kind, outcome from data_request where id = $1 for update

-- decide
update data_request set outcome = $2, decided_at = now(), decided_by = $3, reason = $4 where id = $1

-- close
-- What else an erased person had asked: it is done with.
update data_request set outcome = 'done', decided_at = now(), decided_by = $2, reason = '' where person_id = $1 and outcome is null
