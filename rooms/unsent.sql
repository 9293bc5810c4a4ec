-- place -> Place
-- No row: no such thread, or not in its room.
select m.role = any($3) as may,
    $4::bigint is null or exists (select from post p where p.room_id = t.room_id and p.id = $4) as answerable
from thread t join member m on m.room_id = t.room_id
where t.id = $1 and m.person_id = $2 and m.ended_at is null

-- room_of
select room_id from thread where id = $1

-- keep -> Taken
-- No row: it has another version by now, or was sent. One that went to make room is there again.
insert into unsent as u (person_id, key, thread_id, parent_id, kind, body, version)
select $1::bigint, $2::uuid, $3::bigint, $4::bigint, $5::text, $6::text, $7::int + 1
where not exists (select from command c where c.person_id = $1 and c.key = $2)
on conflict (person_id, key) do update set kind = excluded.kind, body = excluded.body, version = excluded.version, at = now()
    where u.version = $7 and u.body <> ''
returning version

-- make_room
delete from unsent u
using (
    select key, row_number() over (partition by body = '' order by at desc, key desc) as place from unsent where person_id = $1
) ranked
where u.person_id = $1 and u.key = ranked.key and ranked.place > case when u.body = '' then $3::int else $2::int end

-- throw_away
update unsent set body = '', version = version + 1, at = now()
where person_id = $1 and key = $2 and version = $3 and body <> ''

-- sent
update unsent set body = '', version = version + 1, at = now() where person_id = $1 and key = $2 and body <> ''

-- mine -> Unsent
-- One that was first kept while it was being sent was emptied by neither: what was sent under its key says so.
select key, room_id, thread_id, parent_id, kind, body, version, at
from (
    select u.key, u.room_id, u.thread_id, u.parent_id, u.kind, u.version, u.at,
        case when exists (select from command c where c.person_id = u.person_id and c.key = u.key) then '' else u.body end as body
    from own_unsent u
    where u.person_id = $1
) told
where case when $2::bigint is null then body <> '' else thread_id = $2 end
order by at desc, key desc

-- forget
-- Those too that were sent while they were first kept, long before what was sent under their keys is forgotten.
with gone as (
    delete from unsent u
    where u.at < now() - make_interval(days => $1)
        or u.body <> '' and exists (select from command c where c.person_id = u.person_id and c.key = u.key)
    returning 1
)
select count(*)::int from gone
