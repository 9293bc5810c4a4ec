-- arriving -> Arriving
-- No row for a token: no such session, or it is over.
select s.token_hash, s.id, s.expires_at, s.seen_at < date_trunc('hour', now()) as unseen, s.scopes, p.id as person_id, p.name, p.organisation, p.constituency, p.language,
    exists (select from administrator a where a.person_id = p.id) as administrator, p.seen,
    s.strong_at is not null as strong,
    r.id as room_id, r.visibility, r.epoch, r.seq, m.number, m.role, r.naming
from unnest($1::bytea[], $2::boolean[]) as shown(token_hash, program)
join session s on s.token_hash = shown.token_hash and (s.scopes is not null) = shown.program
join person p on p.id = s.person_id
join room r on r.inbox_of = p.id
join member m on m.room_id = r.id and m.person_id = p.id and m.ended_at is null
where s.ended_at is null and s.expires_at > now()
