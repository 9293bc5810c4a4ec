-- due -> Due
-- Who has unread notices of before their hour, of the last $4 days and in no letter yet, in rooms for which they want a
-- letter a day. Each notice is marked with the letter it goes into, so one that is committed late goes into the next: a
-- number up to which all was told would pass it over. Where two look at once, each person is written for by one of them.
with untold as materialized (
    select n.person_id, n.id
    from shown_notice n
    left join telling t on t.person_id = n.person_id
    left join telling_in_room r on r.person_id = n.person_id and r.room_id = n.room_id
    where n.marked_at is null and n.read_at is null and n.digest_day is null
        and n.at >= ($1::date - $4::int)::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and n.at < ($1::date + make_interval(hours => coalesce(t.hour, 7))) at time zone 'Asia/Ho_Chi_Minh'
        and coalesce(r.mail, t.mail, 'daily') = 'daily' and coalesce(t.hour, 7) <= $2
        and not exists (select from digest d where d.person_id = n.person_id and d.day = $1)
),
begun as (
    insert into digest (person_id, day)
    select distinct person_id, $1::date from untold order by person_id limit $3
    on conflict do nothing
    returning person_id, day
),
told as (
    update notice n set digest_day = b.day
    from untold u join begun b using (person_id)
    where n.id = u.id
    returning n.person_id, n.id
)
select b.person_id, p.email, p.language, b.day, min(t.id) as first, max(t.id) as last
from begun b join told t using (person_id) join person p on p.id = b.person_id
where p.email is not null
group by b.person_id, p.email, p.language, b.day
order by b.person_id
