-- one_at_a_time
-- Imports open rooms one after the other, so that one title gives one room.
select pg_advisory_xact_lock(2, hashtext($1))

-- named
select id from room where kind = 'discussion' and title = $1 order by id

-- numbered
-- No row: no such room, or somebody's inbox.
select id from room where id = $1 and kind = 'discussion'

-- open_room -> Room
insert into room (kind, title, description, visibility) values ('discussion', $1, '', $2)
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason

-- owner
-- Whom this e-mail belongs to; without one the first administrator, where there is any.
select p.id from person p left join administrator a on a.person_id = p.id
where p.email = $1::text or ($1::text is null and a.person_id is not null)
order by a.since, p.id
limit 1

-- floor
-- Whether the thread takes posts, locked against who closes it. No row: no such thread in this room.
select closed_at is null as open from thread where room_id = $1 and id = $2 for share
