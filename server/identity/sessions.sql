-- account -> Account
-- No row: nobody has this e-mail.
select id, password from person where email = $1

-- hold
-- One after the other, so that they can be counted, and none with a password that is another by now.
select password from person where id = $1 for no key update

-- end_oldest
with ended as (
    update session set ended_at = now()
    where id in (
        select s.id from session s
        where s.person_id = $1 and s.scopes is null and s.ended_at is null and s.expires_at > now()
        order by s.id desc offset $2
    )
    returning id, person_id
)
select ended.id, r.id as inbox_id from ended join room r on r.inbox_of = ended.person_id
order by ended.id

-- begin -> Row
with begun as (
    insert into session (person_id, token_hash, agent, expires_at, strong_at)
    values ($1, $2, $3, now() + interval '30 days', case when $4 then now() end)
    returning id, expires_at, person_id, scopes, strong_at, token_hash
)
select s.token_hash, s.id, s.expires_at, false as unseen, s.scopes, p.id as person_id, p.name, p.organisation, p.constituency, p.language,
    exists (select from administrator a where a.person_id = p.id) as administrator, p.seen,
    s.strong_at is not null as strong
from begun s join person p on p.id = s.person_id

-- current -> Row
-- No row for a token: no such session, or it is over.
select s.token_hash, s.id, s.expires_at, s.seen_at < date_trunc('hour', now()) as unseen, s.scopes, p.id as person_id, p.name, p.organisation, p.constituency, p.language,
    exists (select from administrator a where a.person_id = p.id) as administrator, p.seen,
    s.strong_at is not null as strong
from unnest($1::bytea[], $2::boolean[]) as shown(token_hash, program)
join session s on s.token_hash = shown.token_hash and (s.scopes is not null) = shown.program
join person p on p.id = s.person_id
where s.ended_at is null and s.expires_at > now()

-- mine -> Open
select id, agent as device, created_at as since, seen_at, coalesce(id = $2, false) as this from session
where person_id = $1 and scopes is null and ended_at is null and expires_at > now()
order by coalesce(id = $2, false) desc, seen_at desc, id desc
limit $3

-- see
update session set seen_at = date_trunc('hour', now()) where id = $1 and seen_at < date_trunc('hour', now())

-- end
-- The person's inbox. No row: not an open session of this person.
with ended as (
    update session set ended_at = now()
    where id = $2 and person_id = $1 and scopes is null and ended_at is null
    returning person_id
)
select r.id from ended join room r on r.inbox_of = ended.person_id

-- forget_halves
delete from half_sign_in where person_id = $1

-- end_others
with ended as (
    update session set ended_at = now()
    where person_id = $1 and id is distinct from $2 and scopes is null and ended_at is null
    returning id, person_id
)
select ended.id, r.id as inbox_id from ended join room r on r.inbox_of = ended.person_id
order by ended.id

-- forget
with gone as (
    delete from session where coalesce(ended_at, expires_at) < now() - make_interval(days => $1)
    returning true
)
select count(*)::int from gone

-- password
select password from person where id = $1
