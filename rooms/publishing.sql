-- waiting -> Waiting
select h.room_id, h.thread_id, h.title, h.parent_id, h.author, h.kind, h.body, h.html, held_stopped(h) as stops
from held_post h
where h.id = $1

-- lock
-- With its author there, against who silences them.
select h.thread_id from held_post h join member m on m.room_id = h.room_id and m.number = h.author
where h.id = $1
for no key update of h for share of m

-- let_go -> Attaching
-- Its files, in the order in which they were brought, which the post takes now.
with free as (
    update file set held_id = null where held_id = $1
    returning id, alt
)
select id, alt from free order by id

-- published
update held_post set post_id = $2, refused_at = null where id = $1

-- lock_thread
-- Against who closes it.
select id from thread where id = $1 for share
