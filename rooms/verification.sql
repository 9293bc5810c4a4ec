-- verify -> Verification
-- No row: a verification stands already. The person is locked.
insert into verification (person_id, verified_by)
select $1, $2 where not exists (select from verification where person_id = $1 and ended_at is null)
returning person_id, since, verified_by, ended_at, ended_by, ended_reason

-- withdraw -> Verification
-- No row: none stands.
update verification set ended_at = now(), ended_by = $2, ended_reason = $3
where person_id = $1 and ended_at is null
returning person_id, since, verified_by, ended_at, ended_by, ended_reason

-- lapse
update verification v set ended_at = now()
from person p
where p.id = $1 and v.person_id = p.id and v.ended_at is null
    and (p.name, p.organisation, p.constituency) is distinct from ($2, $3, $4)
