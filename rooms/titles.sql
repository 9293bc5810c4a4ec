-- lock
-- Two who act on one title come one after the other.
select id from thread where id = $1 for no key update

-- hide
-- The database puts another title in its place. Where it is hidden already, what it was called stays.
insert into hidden_title (thread_id, title, how, rule)
select id, title, $2, $3 from thread where id = $1
on conflict (thread_id) do update set how = excluded.how, rule = excluded.rule, at = now()

-- called -> Called
-- No row: no such thread.
select room_id, title from thread where id = $1

-- restore
-- The database gives the title back. No row: it is not hidden.
delete from hidden_title where thread_id = $1
returning thread_id

-- thread -> Thread
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.id = $1
group by t.id
