-- What people are told of since: decisions that concern them, proposals, and moves.

-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
    'mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed', 'moderated', 'reviewed', 'reported', 'moved', 'drafting', 'versioned'
)) not valid;

-- A decision concerns the author of what was decided on, and whoever had reported it.
alter table notice add column act_id bigint;
alter table notice add constraint notice_act_id_fkey foreign key (act_id) references moderation_act not valid;
alter table notice add constraint notice_of_act check ((kind in ('moderated', 'reviewed', 'reported')) = (act_id is not null)) not valid;

-- That the text of a proposal changed which this person supports, or that they are asked to draft one.
alter table notice add column proposal_id bigint;
alter table notice add constraint notice_proposal_id_fkey foreign key (proposal_id) references proposal not valid;
alter table notice add constraint notice_of_proposal check ((kind in ('drafting', 'versioned')) = (proposal_id is not null)) not valid;

-- That posts of one's own, or of a thread one opened, were moved, is told of with the thread they went to.
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_check1;
alter table notice add constraint notice_in_thread check (
    (kind in ('mention', 'reply', 'retracted', 'closed', 'moved')) = (thread_id is not null)) not valid;

-- What a person may see of their notices now, as before; of a post that is hidden nothing is told while it is. A decision is
-- told to whom it concerns, always, and as of the place it was decided about: they are not in the room of the moderators.
-- `act_id`, and what was done by which rule, are null for all other notices, and so is `proposal_id` where no proposal is told of;
-- `upheld`: what came of a review, null where none is told of.
create or replace view shown_notice as
select n.id, n.person_id, r.id as room_id, n.seq, n.kind,
    coalesce(
        p.thread_id, n.thread_id, c.thread_id, (select s.thread_id from held_post h join post s on s.id = h.post_id where h.id = c.held_id)
    ) as thread_id,
    coalesce(n.post_id, c.post_id, (select h.post_id from held_post h where h.id = c.held_id)) as post_id, n.by, n.at, n.digest_day,
    n.read_at as marked_at,
    coalesce(n.read_at, case when g.ranges @> n.seq then n.at end) as read_at,
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
