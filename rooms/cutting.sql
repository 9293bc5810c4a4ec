-- whole -> Whole
-- No row: no such post.
select room_id, version, body from post where id = $1 for no key update

-- cut
-- What it said becomes an earlier version. What the first cut was made of is what comes back, unless its author wrote something since.
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post where id = $1
)
update post set body = $2, html = $3, render_version = $4, version = version + 1,
    cut_at = now(), cut_rule = $5, cut_act = $6, cut_of = case when cut_version = version then cut_of else version end, cut_version = version + 1
where id = $1

-- uncut -> Back
-- No row: no such post, or not cut.
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post where id = $1 and cut_version = version
)
update post set body = coalesce(o.body, p.body), html = coalesce(o.html, p.html),
    version = case when o.body is null then p.version else p.version + 1 end,
    cut_at = null, cut_rule = null, cut_act = null, cut_of = null, cut_version = null
from post p left join post_revision o on o.post_id = p.id and o.version = p.cut_of and p.cut_version = p.version
where post.id = $1 and p.id = post.id and p.cut_at is not null
returning post.room_id, post.html
