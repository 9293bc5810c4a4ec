-- hold
-- One after the other, so that they can be counted.
select from person where id = $1 for no key update

-- issue -> ApiToken
-- Never used until it is: the beginning of time stands for that. As strong as the session it is made in. No row: there
-- are as many as may be.
insert into session (person_id, token_hash, name, scopes, expires_at, seen_at, strong_at)
select $1, $2, $3, $4, now() + make_interval(days => $5), to_timestamp(0),
    (select maker.strong_at from session maker where maker.id = $7)
where $6 > (
    select count(*) from session s
    where s.person_id = $1 and s.scopes is not null and s.ended_at is null and s.expires_at > now()
)
returning id, name, scopes, created_at as since, expires_at, null::timestamptz as used_at

-- mine -> ApiToken
select id, name, scopes, created_at as since, expires_at, nullif(seen_at, to_timestamp(0)) as used_at from session
where person_id = $1 and scopes is not null and ended_at is null and expires_at > now()
order by id desc
limit $2

-- revoke
-- The person's inbox. No row: not an open token of this person.
with ended as (
    update session set ended_at = now()
    where id = $2 and person_id = $1 and scopes is not null and ended_at is null
    returning person_id
)
select r.id from ended join room r on r.inbox_of = ended.person_id
