-- one -> Inbox
-- No row: the session is over.
select r.id as room_id, r.epoch, r.seq
from room r join session s on s.person_id = r.inbox_of
where r.inbox_of = $1 and s.id = $2 and s.ended_at is null and s.expires_at > now()

-- many -> Watched
-- The same for many at once, by their place among those who ask.
select r.id as room_id, r.epoch, r.seq, a.n, p.seen
from unnest($1::bigint[], $2::bigint[]) with ordinality as a (person_id, session_id, n)
join room r on r.inbox_of = a.person_id
join session s on s.id = a.session_id and s.person_id = r.inbox_of
join person p on p.id = r.inbox_of
where s.ended_at is null and s.expires_at > now()
