-- rows -> RecordRow
-- No row: nothing older fits, or who asks is no administrator.
select a.id, a.at, a.act, a.person_id, p.name as person, a.room_ids, a.facts::text as facts, l.leaf
from audit a
left join person p on p.id = a.person_id
left join audit_leaf l on l.audit_id = a.id
where exists (select from administrator where person_id = $1)
    and ($2::bigint is null or a.id < $2)
    and ($3::bigint is null or a.person_id = $3)
    and ($4::text is null or a.act = $4)
    and ($5::bigint is null or a.room_ids @> array[$5::bigint])
    and ($6::timestamptz is null or a.at >= $6)
    and ($7::timestamptz is null or a.at < $7)
order by a.id desc
limit $8

-- log -> LogState
select h.size, (select count(*) from audit_pending) as waiting, h.key,
    (select c.note from audit_checkpoint c order by c.id desc limit 1) as checkpoint
from audit_head h
