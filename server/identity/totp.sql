-- offer
-- No row: an application is in use.
insert into totp (person_id, secret) values ($1, $2)
on conflict (person_id) do update set secret = excluded.secret, offered_at = now(), last_step = 0
where totp.confirmed_at is null
returning true

-- offered -> Kept
-- No row: none is waiting for its first code.
select secret, last_step, locked_until, clock_timestamp() as now
from totp
where person_id = $1 and confirmed_at is null and offered_at > now() - make_interval(mins => $2)
for update

-- confirm
update totp set confirmed_at = now(), last_step = $2 where person_id = $1

-- kept -> Kept
-- Locked: of two requests with the same code, one is the first. No row: no application in use.
select secret, last_step, locked_until, clock_timestamp() as now
from totp
where person_id = $1 and confirmed_at is not null
for update

-- taken
update totp set last_step = $2, wrong = 0, locked_until = null where person_id = $1

-- wrong
-- The fifth in a row closes it, and counting begins anew. Null: not closed yet.
update totp set
    wrong = case when wrong = 4 then 0 else wrong + 1 end,
    locked_until = case when wrong = 4 then clock_timestamp() + make_interval(mins => $2) end
where person_id = $1
returning locked_until

-- remove
-- No row: none in use.
delete from totp where person_id = $1 and confirmed_at is not null
returning true
