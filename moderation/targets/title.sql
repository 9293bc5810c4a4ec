-- lock
select id from thread where id = $1 for no key update

-- seen
-- A thread of a room that this person may read. Those who report one title, or decide on it, come one after the other.
-- No row: no such thread, or not for them to read.
select t.id
from thread t
join room r on r.id = t.room_id
where t.id = $1 and r.kind = 'discussion' and (
    r.visibility = 'public'
    or exists (select from member m where m.room_id = t.room_id and m.person_id = $2 and m.ended_at is null)
)
for no key update of t

-- found -> Found
select t.room_id, t.id as thread_id, null::bigint as post_id, null::bigint as held_id, w.person_id as of, h.how as hidden_as, false as retracted,
    null::bigint as cut_act, false as cut_waits, null::text as stops
from thread t join member w on w.room_id = t.room_id and w.number = t.opened_by left join hidden_title h on h.thread_id = t.id
where t.id = $1

-- shown -> Shown
select 0::bigint as id, m.name as author, t.opened_at as at, 1 as version, 'question' as kind, coalesce(h.title, t.title) as html, h.how as hidden_as,
    coalesce(h.title, t.title) as body, null::text as uncut, null::json as files
from unnest($1::bigint[]) with ordinality as wanted (id, place)
join thread t on t.id = wanted.id join shown_member m on m.room_id = t.room_id and m.number = t.opened_by left join hidden_title h on h.thread_id = t.id
order by wanted.place

-- around -> Around
select r.title as room, t.title as thread, (select min(p.id) from post p where p.thread_id = t.id) as parent,
    null::bigint as before, null::bigint as after
from unnest($1::bigint[]) with ordinality as wanted (id, place) join thread t on t.id = wanted.id join room r on r.id = t.room_id
order by wanted.place
