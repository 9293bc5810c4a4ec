-- Whoever may vote is told that a vote was opened, and while they have not voted, that it ends soon.
alter table vote_ledger add column reminded int not null default 0; -- how many of the times to remind are behind it

-- How many times to remind have come by then: half of four days or more, a day before the end of two or more, an hour before that of three hours or more.
-- A vote is open for a moment less than it was opened for: a minute makes up for that.
create function reminders_due(opened timestamptz, closes timestamptz, by_then timestamptz) returns int language sql immutable as $$
    select (lasts >= interval '4 days' and by_then >= opened + lasts / 2)::int
        + (lasts >= interval '2 days' and by_then >= closes - interval '1 day')::int
        + (lasts >= interval '3 hours' and by_then >= closes - interval '1 hour')::int
    from (select closes - opened + interval '1 minute' as lasts) l
$$;

-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
    'mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed', 'moderated', 'reviewed', 'reported', 'moved', 'drafting', 'versioned',
    'disposed', 'accepted', 'partly', 'rejected', 'voting', 'reminded'
)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_of_proposal;
alter table notice add constraint notice_of_proposal check (
    (kind in ('drafting', 'versioned', 'accepted', 'partly', 'rejected', 'voting', 'reminded')) = (proposal_id is not null)) not valid;
