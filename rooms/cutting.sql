-- whole -> Whole
-- No row: no such post.
select room_id, version, body, html from post where id = $1 for no key update

-- cut
-- What it said becomes an earlier version, and a cut that stood already lies beneath this one.
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post where id = $1
),
beneath as (
    insert into cut_beneath (cut_act, further, post_id, cut_at, cut_rule, cut_of, cut_version, cut_left)
    select cut_act, $6, id, cut_at, cut_rule, cut_of, cut_version, cut_left from post where id = $1 and cut_at is not null
)
update post set body = $2, html = $3, render_version = $4, version = version + 1,
    cut_at = now(), cut_rule = $5, cut_act = $6, cut_of = version, cut_version = version + 1, cut_left = version + 1
where id = $1

-- uncut -> Back
-- What the cut was made of comes back, unless its author wrote something since; and with it the cut beneath, where there is one.
-- No row: no such post, or not cut.
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post where id = $1 and cut_left = version
),
beneath as (
    delete from cut_beneath where further = (select cut_act from post where id = $1)
    returning cut_at, cut_rule, cut_act, cut_of, cut_version, cut_left
)
update post set body = coalesce(o.body, p.body), html = coalesce(o.html, p.html),
    version = case when o.body is null then p.version else p.version + 1 end,
    cut_at = b.cut_at, cut_rule = b.cut_rule, cut_act = b.cut_act, cut_of = b.cut_of, cut_version = b.cut_version,
    cut_left = case when b.cut_left = p.cut_of and o.body is not null then p.version + 1 else b.cut_left end
from post p left join post_revision o on o.post_id = p.id and o.version = p.cut_of and p.cut_left = p.version
left join beneath b on true
where post.id = $1 and p.id = post.id and p.cut_at is not null
returning post.room_id, post.html
