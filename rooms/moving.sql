-- ground -> Ground
-- A post of a room this person is in. No row: no such post, or not in its room.
select p.room_id, p.thread_id, p.parent_id, m.number, m.role = any($3) as may
from post p join member m on m.room_id = p.room_id
where p.id = $1 and m.person_id = $2 and m.ended_at is null
for share of m

-- room_of_post
select room_id from post where id = $1

-- lock -> Lock
-- Threads of the room, against whoever writes in them, closes or moves. No row for one: it is of another room, or there is none.
select id, closed_at is not null as closed from thread
where room_id = $1 and id = any($2::bigint[])
order by id
for no key update

-- stands_in
select exists (select from post where id = $1 and thread_id = $2)

-- leaves -> Leaf
-- What can be beneath a post, in the order in which it was written.
select id, parent_id from post where thread_id = $1 and id > $2 order by id

-- begin -> Move
insert into post_move (room_id, root_id, thread_id, parent_id, to_thread_id, posts, by, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id, root_id, thread_id, parent_id, to_thread_id, (select t.title from thread t where t.id = to_thread_id) as to_title,
    posts, by, at, reason

-- carry
-- All at once, or an answer would stand in another thread than what it answers, which the database refuses: the posts, by what the
-- search finds them, what waits to answer them, and the markers beneath them. Of these, one that was gone because it came to where its post
-- is stands again where it leads away.
with carried as (
    update post set thread_id = $6, parent_id = case when id = $3 then $7::bigint else parent_id end
    where id = any($4::bigint[])
),
found as (
    update passage set thread_id = $6 where post_id = any($4::bigint[])
),
waiting as (
    update held_post set thread_id = $6 where thread_id = $5 and parent_id = any($4::bigint[])
),
marked as (
    update post_move set thread_id = $6, lifted_by = case
        when to_thread_id = $6 then coalesce(lifted_by, $2)
        when root_id <> all($4::bigint[]) and not exists (select from post p where p.id = root_id and p.thread_id = $6)
            and exists (select from post_move l where l.id = post_move.lifted_by and l.root_id <> post_move.root_id) then null
        else lifted_by
    end
    where thread_id = $5 and parent_id = any($4::bigint[])
),
back as (
    delete from post_stood where post_id = any($4::bigint[]) and thread_id = $6
)
insert into post_stood (post_id, thread_id, room_id, move_id)
select post_id, $5, $1, $2 from unnest($4::bigint[]) as post_id
on conflict (post_id, thread_id) do update set move_id = excluded.move_id

-- lift
-- A marker leads away: where it stands now together with its post, it is gone.
update post_move set lifted_by = $2
where thread_id = $1 and lifted_by is null
    and exists (select from post p where p.id = post_move.root_id and p.thread_id = $1)

-- lines -> Thread
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.id = any($1::bigint[])
group by t.id
