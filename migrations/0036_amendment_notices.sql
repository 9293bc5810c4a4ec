-- Whoever proposed an amendment is told what became of it, with its reasons.

-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
    'mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed', 'moderated', 'reviewed', 'reported', 'moved', 'drafting', 'versioned',
    'disposed', 'accepted', 'partly', 'rejected'
)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_in_thread;
alter table notice add constraint notice_in_thread check (
    (kind in ('mention', 'reply', 'retracted', 'closed', 'moved', 'disposed', 'accepted', 'partly', 'rejected')) = (thread_id is not null)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_of_post;
alter table notice add constraint notice_of_post check (
    (kind in ('mention', 'reply', 'retracted', 'disposed', 'accepted', 'partly', 'rejected')) = (post_id is not null)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_of_proposal;
alter table notice add constraint notice_of_proposal check (
    (kind in ('drafting', 'versioned', 'accepted', 'partly', 'rejected')) = (proposal_id is not null)) not valid;
