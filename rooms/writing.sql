-- write -> Post
-- Posts, and by what the search finds them; their ids are in the order in which they are given.
with given as materialized (
    select nextval(pg_get_serial_sequence('post', 'id')) as id,
        room_id, thread_id, parent_id, author, kind, body, html, at, length, folded, terms, key
    from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::int[], $10::text[], $11::text[], $14::uuid[])
        as said(room_id, thread_id, parent_id, author, kind, body, html, at, length, folded, terms, key)
),
written as (
    insert into post (id, room_id, thread_id, parent_id, author, kind, body, html, render_version, at)
    overriding system value
    select id, room_id, thread_id, parent_id, author, kind, body, html, $12::int, coalesce(at, now()) from given
    returning id, thread_id, parent_id, author, kind, html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
        agrees, disagrees, passes, hidden_at, hidden_as, hidden_rule, cut_at, cut_rule, cut_act
),
found as (
    insert into passage (room_id, thread_id, post_id, author, kind, at, length, made_by, folded, words)
    select room_id, thread_id, id, author, kind, coalesce(at, now()), length, $13::int, folded,
        array_to_tsvector(string_to_array(terms, e'\n'))
    from given
),
sent as (
    update unsent u set body = '', version = u.version + 1, at = now()
    from given g join member m on m.room_id = g.room_id and m.number = g.author
    where u.person_id = m.person_id and u.key = g.key and u.body <> ''
)
select id, thread_id, parent_id, author, kind, html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, 0::bigint as seq, null::json as files,
    hidden_at, hidden_as, hidden_rule, cut_at, cut_rule, cut_act
from written
order by id

-- cover -> Post
-- Hidden from the start: its entry has no words either.
update post set hidden_at = now(), hidden_as = 'hidden', hidden_rule = $2
where id = $1
returning id, thread_id, parent_id, author, kind, '' as html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, 0::bigint as seq, null::json as files, hidden_at, hidden_as, hidden_rule, cut_at, cut_rule, cut_act

-- refer
-- Exactly what the words refer to now: what an edit has dropped goes.
with unmentioned as (
    delete from post_mention where post_id = $2 and number <> all($3::int[])
),
unquoted as (
    delete from post_quote where post_id = $2 and quoted_id <> all($4::bigint[])
),
mentioned as (
    insert into post_mention (room_id, post_id, number)
    select $1::bigint, $2::bigint, unnest($3::int[])
    on conflict do nothing
)
insert into post_quote (room_id, post_id, quoted_id)
select $1::bigint, $2::bigint, unnest($4::bigint[])
on conflict do nothing
