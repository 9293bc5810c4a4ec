-- keep -> Held
insert into held_post (room_id, thread_id, title, parent_id, author, kind, body, html)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id, room_id, thread_id, title, parent_id, author, kind, html, at

-- reserve
-- Files of this person that wait in the room; none of another held post.
update file set held_id = $3, alt = told.alt
from unnest($4::bigint[], $5::text[]) as told(id, alt)
where file.id = told.id and file.room_id = $1 and file.person_id = $2 and file.post_id is null and file.held_id is null
returning file.id

-- inbox
select id from room where inbox_of = $1

-- mine -> Held
select id, room_id, thread_id, title, parent_id, author, kind, html, at from (
    select h.id, h.room_id, h.thread_id, h.title, h.parent_id, h.author, h.kind, h.html, h.at
    from held_post h join member m on m.room_id = h.room_id and m.number = h.author
    where h.room_id = $1 and m.person_id = $2 and h.post_id is null and h.refused_at is null
    order by h.id desc
    limit $3
) newest
order by id

-- refuse
update held_post set refused_at = now() where id = $1 and post_id is null

-- let_through
update held_post set refused_at = null where id = $1

-- names_nobody
select exists (select from unnest($2::int[]) n where not exists (select from member m where m.room_id = $1 and m.number = n))

-- quotes_nothing
select exists (select from unnest($2::bigint[]) n where not exists (select from post p where p.room_id = $1 and p.id = n))
