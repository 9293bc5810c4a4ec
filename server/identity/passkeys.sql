-- known
select credential_id from passkey where person_id = $1 order by id

-- find -> Key
-- No row: nobody has it.
select id, person_id, public_key, sign_count from passkey where credential_id = $1

-- add -> Passkey
insert into passkey (person_id, credential_id, public_key, sign_count, transports, name)
values ($1, $2, $3, $4, $5, $6)
returning id, name, added_at, used_at

-- rename -> Passkey
-- No row: not one of this person's.
update passkey set name = $3 where person_id = $1 and id = $2
returning id, name, added_at, used_at

-- remove
-- No row: not one of this person's.
delete from passkey where person_id = $1 and id = $2
returning true

-- use
-- Whose it is. No row: it is gone, or its count has come as far meanwhile; one that does not count stays at 0.
update passkey set sign_count = $2, used_at = now()
where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))
returning person_id

-- answer
-- No row: it was answered before.
insert into passkey_challenge (digest, expires_at) values ($1, now() + make_interval(secs => $2))
on conflict do nothing
returning true

-- forget_challenges
delete from passkey_challenge where expires_at < now()
