-- scale -> Scale
-- How many passages there are, about, and which part of them has each of the common terms among these. One that is
-- not common is in few passages, and those are counted as they are found.
select greatest(c.reltuples, 0)::float8 as passages,
    coalesce(array_agg(t.term) filter (where t.term is not null), '{}') as terms,
    coalesce(array_agg(t.share::float8) filter (where t.term is not null), '{}') as shares
from pg_class c left join common_term t on t.term = any($1::text[])
where c.oid = 'passage'::regclass
group by c.reltuples

-- rare -> Candidate
-- The passages that have some of these terms, the best MOST by the weight of what they have; among equals the newest.
-- What a reader may not read is not looked at, so nothing that depends on it comes out, not even how rare a word
-- is. Of a room that one may join but not read yet, only its own title and description are found. `offset 0` keeps the
-- planner from going through whole rooms instead of the index of words.
with listed as materialized (
    select r.id, m.number is not null or r.visibility = 'public' as readable
    from room r left join member m on m.room_id = r.id and m.person_id = $1 and m.ended_at is null
    where r.kind = 'discussion' and ($2::bigint is null or r.id = $2)
        and (m.number is not null or r.visibility = 'public' or (r.visibility = 'members' and $1 is not null))
),
hit as materialized (
    select found.id, asked.n
    from unnest($3::text[]) with ordinality as asked(words, n)
    cross join lateral (
        select p.id, p.room_id, p.thread_id
        from passage p
        where p.words @@ asked.words::tsquery
            and ($4::int is null or p.author = $4) and ($5::text is null or p.kind = $5)
            and ($6::timestamptz is null or p.at >= $6) and ($7::timestamptz is null or p.at < $7)
        offset 0
    ) as found
    join listed l on l.id = found.room_id and (l.readable or found.thread_id is null)
),
counted as materialized (
    select asked.n, count(hit.id) as hits,
        ln(1 + (greatest($8::float8 - count(hit.id), 0) + 0.5::float8) / (count(hit.id) + 0.5::float8)) as weight
    from generate_series(1, cardinality($3::text[])) as asked(n) left join hit using (n)
    group by asked.n
),
best as (
    select hit.id, sum(c.weight) as weight
    from hit join counted c using (n)
    group by hit.id
    order by weight desc, hit.id desc
    limit $9
)
select p.id, p.thread_id, p.length, p.folded, (select array_agg(hits order by n) from counted) as hits
from best join passage p using (id)
where p.post_id is null or not exists (
    select from muted_member u where u.person_id = $1 and u.room_id = p.room_id and u.number = p.author
)

-- common -> Candidate
-- The newest passages that have a term which so many have that not all can be looked at: $8 are, the newest of
-- each room. As for `rare` otherwise.
with listed as materialized (
    select r.id, m.number is not null or r.visibility = 'public' as readable, ceil($8::float8 / count(*) over ()) as most
    from room r left join member m on m.room_id = r.id and m.person_id = $1 and m.ended_at is null
    where r.kind = 'discussion' and ($2::bigint is null or r.id = $2)
        and (m.number is not null or r.visibility = 'public' or (r.visibility = 'members' and $1 is not null))
)
select p.id, p.thread_id, p.length, p.folded, '{}'::bigint[] as hits
from listed l
cross join lateral (
    select n.id, n.room_id, n.thread_id, n.post_id, n.author, n.length, n.folded, n.words
    from passage n
    where n.room_id = l.id and (l.readable or n.thread_id is null)
        and ($4::int is null or n.author = $4) and ($5::text is null or n.kind = $5)
        and ($6::timestamptz is null or n.at >= $6) and ($7::timestamptz is null or n.at < $7)
    order by n.id desc
    limit l.most
) as p
where p.words @@ $3::text::tsquery and (p.post_id is null or not exists (
    select from muted_member u where u.person_id = $1 and u.room_id = p.room_id and u.number = p.author
))
order by p.id desc
limit $9

-- found -> Found
-- What was found as a reader sees it, in the order of the ids; nothing of what they may not read any more.
select p.room_id, r.title as room, p.thread_id, t.title as thread, p.post_id, p.author, a.name, p.kind, p.at,
    coalesce(s.html, case when p.thread_id is null then r.description end, '') as text
from unnest($2::bigint[]) with ordinality as wanted(id, n)
join passage p using (id)
join room r on r.id = p.room_id
left join member m on m.room_id = r.id and m.person_id = $1 and m.ended_at is null
left join thread t on t.id = p.thread_id
left join post s on s.id = p.post_id
left join shown_member a on a.room_id = p.room_id and a.number = p.author
where m.number is not null or r.visibility = 'public'
    or (r.visibility = 'members' and $1::bigint is not null and p.thread_id is null)
order by wanted.n
