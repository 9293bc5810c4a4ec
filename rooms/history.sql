-- room_of
select room_id from post where id = $1

-- post -> Post
select p.id, p.thread_id, p.parent_id, p.author, p.kind,
    case when coalesce(p.retracted_at, p.hidden_at) is null then p.html else '' end as html,
    p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by, p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq,
    case when coalesce(p.retracted_at, p.hidden_at) is null then (select a.files from attached a where a.post_id = p.id) end as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from post p join entry e on e.adds = p.id
where p.id = $1

-- revisions -> Revision
-- The newest hundred versions of a post that stands; of one that was cut those since then.
select version, kind, body, html, at from (
    select r.version, r.kind, r.body, r.html, r.at
    from post_revision r join post p on p.id = r.post_id
    where r.post_id = $1 and p.retracted_at is null and p.hidden_at is null and (p.cut_version is null or r.version >= p.cut_version)
    union all
    select version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post
    where id = $1 and retracted_at is null and hidden_at is null
    order by version desc
    limit 100
) as newest
order by version
