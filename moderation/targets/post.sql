-- lock
select id from post where id = $1 for no key update

-- seen
-- A post of a room that this person may read. Those who report one post, or decide on it, come one after the other.
-- No row: no such post, or not for them to read.
select p.id
from post p
join room r on r.id = p.room_id
where p.id = $1 and (
    r.visibility = 'public'
    or exists (select from member m where m.room_id = p.room_id and m.person_id = $2 and m.ended_at is null)
)
for no key update of p

-- found -> Found
select p.room_id, p.thread_id, p.id as post_id, null::bigint as held_id, w.person_id as of, p.hidden_as, p.retracted_at is not null as retracted,
    p.cut_act, exists (
        select from moderation_act a join moderation_case c on c.id = a.case_id where a.id = p.cut_act and c.stage = 'review'
    ) as cut_waits, null::text as stops
from post p join member w on w.room_id = p.room_id and w.number = p.author
where p.id = $1

-- shown -> Shown
-- In the order of these ids. `uncut`: of a post that was cut further, before the first of the cuts between which its author did not go on.
select p.id, m.name as author, p.at, p.version, p.kind, case when p.retracted_at is null then p.html else '' end as html, p.hidden_as,
    case when p.retracted_at is null then p.body else '' end as body,
    (
        with recursive made as (
            select p.cut_of as of, p.cut_act as act
            union all
            select b.cut_of, b.cut_act from made m join cut_beneath b on b.further = m.act and b.cut_left = m.of
        )
        select o.html from post_revision o
        where o.post_id = p.id and o.version = (select min(m.of) from made m) and p.retracted_at is null
    ) as uncut,
    case when p.retracted_at is null then (select a.files from attached a where a.post_id = p.id) end as files
from unnest($1::bigint[]) with ordinality as given(id, n)
join post p on p.id = given.id
join shown_member m on m.room_id = p.room_id and m.number = p.author
order by given.n

-- around -> Around
-- In the order of these ids.
select r.title as room, t.title as thread, p.parent_id as parent,
    (select max(s.id) from post s where s.thread_id = p.thread_id and s.id < p.id and s.parent_id is not distinct from p.parent_id) as before,
    (select min(s.id) from post s where s.thread_id = p.thread_id and s.id > p.id and s.parent_id is not distinct from p.parent_id) as after
from unnest($1::bigint[]) with ordinality as given(id, n)
join post p on p.id = given.id
join thread t on t.id = p.thread_id
join room r on r.id = p.room_id
order by given.n
