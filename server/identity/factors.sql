-- ways -> Ways
select
    exists (select from totp t where t.person_id = $1 and t.confirmed_at is not null) as totp,
    (select count(*)::int from passkey k where k.person_id = $1) as passkeys,
    (select count(*)::int from recovery_code c where c.person_id = $1 and c.used_at is null) as codes

-- totp_since
-- No row: no authenticator application, or none that was confirmed.
select confirmed_at from totp where person_id = $1 and confirmed_at is not null

-- passkeys -> Passkey
select id, name, added_at, used_at from passkey where person_id = $1 order by id

-- hold
select from person where id = $1 for no key update

-- strengthen
update session set strong_at = now() where person_id = $1 and id = $2 and ended_at is null

-- weaken
update session set strong_at = null where person_id = $1 and strong_at is not null

-- keep_codes
insert into recovery_code (person_id, code_hash) select $1, unnest($2::bytea[])

-- forget_codes
delete from recovery_code where person_id = $1

-- use_code
-- No row: no such code, or it was used.
update recovery_code set used_at = now()
where person_id = $1 and code_hash = $2 and used_at is null
returning true

-- clear
with totps as (
    delete from totp where person_id = $1 returning true
),
passkeys as (
    delete from passkey where person_id = $1 returning true
)
select (select count(*) from totps)::int + (select count(*) from passkeys)::int
