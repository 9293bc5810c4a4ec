-- rows -> RecordRow
-- No row: nothing older fits, or who asks is no administrator.
-- Who reported is told to nobody. Of a room without names nobody is told who acted, nor an inbox, which would say whom it was done to.
select a.id, a.at, a.act,
    case when not h.masked then a.person_id end as person_id, case when not h.masked then p.name end as person, h.masked,
    case when h.masked then array(
        select r.id from room r where r.id = any(a.room_ids) and r.kind = 'discussion' order by r.id
    ) else a.room_ids end as room_ids,
    a.facts::text as facts, l.leaf
from audit a
cross join lateral (
    select a.act = 'reports.report' or exists (select from room r where r.id = any(a.room_ids) and r.naming <> 'names') as masked
) h
left join person p on p.id = a.person_id
left join audit_leaf l on l.audit_id = a.id
where exists (select from administrator where person_id = $1)
    and ($2::bigint is null or a.id < $2)
    and ($3::bigint is null or (a.person_id = $3 and not h.masked))
    and ($4::text is null or a.act = $4)
    and ($5::bigint is null or a.room_ids @> array[$5::bigint])
    and ($5::bigint is null or not h.masked or exists (select from room where id = $5 and kind = 'discussion'))
    and ($6::timestamptz is null or a.at >= $6)
    and ($7::timestamptz is null or a.at < $7)
order by a.id desc
limit $8

-- log -> LogState
select h.size, (select count(*) from audit_pending) as waiting, h.key,
    (select c.note from audit_checkpoint c order by c.id desc limit 1) as checkpoint
from audit_head h
