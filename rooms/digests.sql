-- due -> Due
-- Who has unread notices of before their hour, newer than the last letter told of, in rooms for which they want a letter
-- a day. Where two look at once, each person is written for by one of them.
with behind as (
    select n.person_id, min(n.id) as first, max(n.id) as last
    from shown_notice n
    left join telling t on t.person_id = n.person_id
    left join telling_in_room r on r.person_id = n.person_id and r.room_id = n.room_id
    where n.read_at is null and coalesce(r.mail, t.mail, 'daily') = 'daily' and coalesce(t.hour, 7) <= $2
        and n.at < ($1::date + make_interval(hours => coalesce(t.hour, 7))) at time zone 'Asia/Ho_Chi_Minh'
        and n.id > coalesce((select max(d.upto) from digest d where d.person_id = n.person_id), 0)
        and not exists (select from digest d where d.person_id = n.person_id and d.day = $1)
    group by n.person_id
    order by n.person_id
    limit $3
),
begun as (
    insert into digest (person_id, day, upto) select person_id, $1, last from behind
    on conflict do nothing
    returning person_id, day
)
select b.person_id, p.email, p.language, b.day, h.first, h.last
from begun b join behind h using (person_id) join person p on p.id = b.person_id
where p.email is not null
order by b.person_id
