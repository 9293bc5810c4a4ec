-- found -> Found
-- What waits counts as sent, and not as approved.
select (extract(epoch from now() - a.created_at) / 86400)::int as account_age_days,
    (
        select count(*) from (
            select from post p where p.room_id = $1 and p.author = $3 and p.retracted_at is null and p.hidden_at is null limit $4
        ) stands
    )::int as approved_posts,
    (
        (select count(*) from post p where p.room_id = $1 and p.author = $3 and p.at > now() - interval '1 minute')
        + (select count(*) from held_post h where h.room_id = $1 and h.author = $3 and h.at > now() - interval '1 minute' and h.post_id is null)
    )::int as posts_last_minute,
    (
        (select count(*) from post p where p.room_id = $1 and p.author = $3 and p.at > now() - interval '1 hour')
        + (select count(*) from held_post h where h.room_id = $1 and h.author = $3 and h.at > now() - interval '1 hour' and h.post_id is null)
    )::int as posts_last_hour,
    to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI') as time
from person a
where a.id = $2
