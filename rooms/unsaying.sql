-- theirs -> Theirs
-- Locked until commit: whoever decides about one of them comes before or after.
select id, retracted_at is null as fresh, coalesce(retracted_at, now()) as at
from post where room_id = $1 and author = $2
order by id
for no key update

-- reasons -> Reason
select seq, (body->>'post_id')::bigint as post_id, body::text as body
from entry
where room_id = $1 and kind = 'post.retracted' and actor = $2 and body->>'reason' <> ''
order by seq

-- blank
update entry set body = $3::text::json where room_id = $1 and seq = $2

-- forget
-- What the rows keep of a post that was taken back, of its earlier versions and of what was held.
with theirs as (
    update post set body = '…', html = '', retracted_at = coalesce(retracted_at, now()), retracted_by = coalesce(retracted_by, $2),
        retracted_reason = '', cut_at = null, cut_rule = null, cut_act = null, cut_of = null, cut_version = null, cut_left = null
    where room_id = $1 and author = $2
    returning id
),
beneath as (
    delete from cut_beneath where post_id in (select id from theirs)
),
earlier as (
    delete from post_revision where post_id in (select id from theirs)
),
mentions as (
    delete from post_mention where room_id = $1 and post_id in (select id from theirs)
),
titles as (
    update hidden_title set title = '…' where thread_id in (select t.id from thread t where t.room_id = $1 and t.opened_by = $2)
),
quotes as (
    delete from post_quote where room_id = $1 and post_id in (select id from theirs)
)
update held_post set body = '…', html = '', title = case when title is not null then '…' end,
    refused_at = case when post_id is null then coalesce(refused_at, now()) end
where room_id = $1 and author = $2

-- undraft
-- What they saved at tables where nobody else ever sat. What was drafted together is the others' text too, and what stands before
-- the room is the room's.
with alone as (
    select p.id from proposal p join member m on m.room_id = p.room_id and m.number = $2
    where p.room_id = $1 and not exists (select from member t where t.room_id = p.table_id and t.person_id <> m.person_id)
),
edits as (
    delete from draft_update where proposal_id in (select id from alone)
),
document as (
    delete from draft_state where proposal_id in (select id from alone)
),
whose as (
    delete from proposal_hand where proposal_id in (select id from alone)
)
update proposal_draft set title = '…', text = '…' where proposal_id in (select id from alone)

-- others -> Others
-- Posts that link to the member or to a post of theirs, with those of their earlier versions that do. They are locked.
with naming as (
    select p.id from post p
    where p.room_id = $1 and p.author <> $2 and (
        exists (select from post_mention m where m.post_id = p.id and m.number = $2)
        or exists (select from post_quote t where t.post_id = p.id and t.quoted_id = any($3::bigint[]))
        or exists (select from post_revision r where r.post_id = p.id and r.html ~ 'href="#[mp]')
    )
    order by p.id
    for no key update
)
select p.id as post_id, null::int as version, p.body, p.html from naming join post p using (id)
union all
select r.post_id, r.version, r.body, r.html from naming join post_revision r on r.post_id = naming.id
order by 1, 2

-- rewrite
-- A refusal by its length would keep somebody's name: what is longer than a post may be is cut.
update post set body = left($3, 10000), html = $4 where id = $1 and $2::int = 0

-- rewrite_earlier
update post_revision set body = left($3, 10000), html = $4 where post_id = $1 and version = $2

-- held -> Waiting
-- What others want to say and wait with, where it links to a member or a post at all.
select id, body, html from held_post
where room_id = $1 and author <> $2 and html ~ 'href="#[mp]'
order by id
for no key update

-- rewrite_held
update held_post set body = left($2, 10000), html = $3 where id = $1

-- unvote
-- Whose open ballots were theirs, and why they cast them so. The log of the vote and its tally stay as they are.
with reasons as (
    update vote_reason w set text = null
    from vote_ballot b
    where b.room_id = $1 and b.number = $2 and w.vote_id = b.vote_id and w.leaf = b.leaf and w.text is not null
)
update vote_ballot set number = null, salt = null where room_id = $1 and number = $2
