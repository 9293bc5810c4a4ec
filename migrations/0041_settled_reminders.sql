-- That there is a vote is read for whoever has cast in it, and a reminder also once it is over: no letter says any more that they have not
-- voted. It is asked for and not kept: a row that is written together with a secret ballot would say whose that is.
create or replace view shown_notice as
select n.id, n.person_id, r.id as room_id, n.seq, n.kind,
    coalesce(
        p.thread_id, n.thread_id, c.thread_id, (select s.thread_id from held_post h join post s on s.id = h.post_id where h.id = c.held_id)
    ) as thread_id,
    coalesce(n.post_id, c.post_id, (select h.post_id from held_post h where h.id = c.held_id)) as post_id, n.by, n.at, n.digest_day,
    n.read_at as marked_at,
    coalesce(n.read_at, case
        when g.ranges @> n.seq then n.at
        when b.has_cast or n.kind = 'reminded' and b.over then n.at
    end) as read_at,
    m.number is not null or r.visibility = 'public' as inside,
    n.act_id, a.act, a.reason as rule,
    (select w.outcome = 'upheld' from review w where w.act_id = n.act_id and n.kind <> 'moderated' and w.decided_at <= n.at) as upheld,
    n.proposal_id
from notice n
left join moderation_act a on a.id = n.act_id
left join moderation_case c on c.id = a.case_id
join room r on r.id = coalesce(c.room_id, n.room_id)
left join member m on m.room_id = r.id and m.person_id = n.person_id and m.ended_at is null
left join post p on p.id = n.post_id
left join telling_in_room t on t.person_id = n.person_id and t.room_id = r.id
left join reading g on n.act_id is null and g.person_id = n.person_id and g.room_id = n.room_id
left join lateral (                                  -- the vote that it tells of: of a proposal only one is open at a time
    select v.closed_at is not null or v.closes_at <= now() as over,
        exists (select from vote_turnout u where u.vote_id = v.id and u.number = m.number) as has_cast
    from vote v
    where n.kind in ('voting', 'reminded') and v.proposal_id = n.proposal_id and v.opened_at <= n.at
    order by v.id desc limit 1
) b on true
where n.act_id is not null or (
    (m.number is not null or r.visibility = 'public' or n.kind = 'removed')
    and (p.retracted_at is null and p.hidden_at is null or n.kind = 'retracted')
    and (
        n.kind not in ('mention', 'reply')
        or not exists (select from muted_member u where u.person_id = n.person_id and u.room_id = n.room_id and u.number = n.by)
    )
    and case coalesce(t.inbox, 'everything')
        when 'everything' then true
        when 'mentions' then n.kind in ('mention', 'removed')
        else n.kind = 'removed'
    end
);
