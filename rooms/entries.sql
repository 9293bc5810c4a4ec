-- after -> Line
select room_id, epoch, seq, at, kind, actor, body from (
    select e.room_id, r.epoch, e.seq, e.at, e.kind, e.actor, e.body::text as body,
        sum(octet_length(e.body::text)) over (order by e.seq) - octet_length(e.body::text) as before_bytes
    from entry e join room r on r.id = e.room_id
    where e.room_id = $1 and e.seq > $2
    order by e.seq
    limit $3
) as page
where before_bytes <= $4
order by seq

-- heads -> Head
select id, epoch, seq from room where id = any($1::bigint[])
