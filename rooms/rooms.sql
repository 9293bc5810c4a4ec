-- insert -> Room
insert into room (kind, title, description, visibility, naming, opened_at)
values ('discussion', $1, $2, $3, $4, coalesce($5::timestamptz, now()))
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason

-- keys -> Keys
-- No row: no such room, or this person is not in it.
select m.number, m.role = any($3) as may, r.archived_at is not null as archived
from room r join member m on m.room_id = r.id
where r.id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'
for no key update of r for share of m

-- describe -> Room
update room set title = $2, description = $3, visibility = $4
where id = $1
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason

-- archive -> Room
update room set archived_at = now(), archived_by = $2, archived_reason = $3
where id = $1
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason

-- unarchive -> Room
update room set archived_at = null, archived_by = null, archived_reason = null
where id = $1
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason
