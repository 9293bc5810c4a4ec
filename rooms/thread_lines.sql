-- lines -> ThreadLine
-- Only what lies between the ranges one has read is looked at, each post by its own number: the planner takes that for much more than it is,
-- and would go through all posts of all rooms. No row: nothing is unread in the thread, and it is of no proposal.
select t.id as thread_id, coalesce(u.unread, 0) as unread, d.id as proposal_id
from (select id from thread where room_id = $1 order by id desc limit $5) t
left join proposal d on d.room_id = $1 and d.thread_id = t.id
left join (
    select added.thread_id, count(*)::int as unread
    from (
        select (select p.thread_id from post p where p.id = e.adds) as thread_id
        from unnest(
            int8multirange(int8range(1, $4::bigint, '[]'))
            - coalesce((select g.ranges from reading g where g.room_id = $1 and g.person_id = $2), '{}')
        ) as gap
        join entry e on e.room_id = $1 and e.seq >= lower(gap) and e.seq < upper(gap)
            and e.adds is not null and e.actor is distinct from $3
        where $3::int is not null
    ) as added
    group by added.thread_id
) u on u.thread_id = t.id
where u.unread is not null or d.id is not null
order by t.id desc
