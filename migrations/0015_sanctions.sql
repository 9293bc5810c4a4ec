-- What moderation does about a person: silences with an end, bans by two people, and the policy that suggests them. And cases that
-- wait as one, what machines suggest about them, and posts that are cut again, and titles that are taken from their readers.

-- What stands of the acts about somebody is kept in the rows that are locked by whoever writes, so that it costs a writer nothing
-- to be asked and nobody writes past it. `infinity`: a ban.
alter table member
    add column silenced_until timestamptz,           -- in this room, be it here alone or everywhere
    add column silenced_act   bigint;
alter table member add constraint member_silenced check (num_nulls(silenced_until, silenced_act) in (0, 2)) not valid;
alter table member add constraint member_silenced_act_fkey foreign key (silenced_act) references moderation_act not valid;

alter table person
    add column silenced_until timestamptz,           -- everywhere
    add column silenced_act   bigint;
alter table person add constraint person_silenced check (num_nulls(silenced_until, silenced_act) in (0, 2)) not valid;
alter table person add constraint person_silenced_act_fkey foreign key (silenced_act) references moderation_act not valid;

-- Why what is held cannot be written now, as a reason in rooms/errors.py; null: nothing is in the way.
create function held_stopped(h held_post) returns text language sql stable as $$
    select case
        when h.post_id is not null then 'case-decided'
        when m.ended_at is not null then 'author-gone'
        when m.silenced_until > now() then 'author-silenced'
        when r.archived_at is not null then 'room-archived'
        when exists (select from thread t where t.id = h.thread_id and t.closed_at is not null) then 'thread-closed'
    end
    from room r join member m on m.room_id = r.id and m.number = h.author
    where r.id = h.room_id
$$;

create table ban_proposal (                          -- to ban somebody: done by a second moderator, or not at all
    id           bigint generated always as identity primary key,
    case_id      bigint      not null,
    person_id    bigint      not null,               -- who would be banned
    reason       text        not null,
    by           bigint      not null references person,
    at           timestamptz not null default now(),
    public_note  text        not null default '' check (char_length(public_note) <= 500),
    private_note text        not null default '' check (char_length(private_note) <= 2000),
    outcome      text check (outcome in ('confirmed', 'declined', 'withdrawn')),
    decided_by   bigint references person,
    decided_at   timestamptz,
    note         text check (char_length(note) <= 2000), -- of the second, for moderators
    act_id       bigint,                             -- the ban, once it was confirmed
    check (num_nulls(outcome, decided_by, decided_at, note) in (0, 4)),
    check ((outcome is not distinct from 'confirmed') = (act_id is not null)),
    constraint ban_not_on_own check (by <> person_id and decided_by <> person_id),
    constraint ban_seconded_by_another check ((decided_by = by) = (outcome = 'withdrawn')),
    foreign key (case_id, person_id) references moderation_case (id, person_id),
    foreign key (case_id, act_id) references moderation_act (case_id, id)
);
create unique index ban_proposal_waiting on ban_proposal (case_id) where outcome is null;
create trigger decided_by_no_reporter before insert on ban_proposal
    for each row execute function decided_by_no_reporter();

-- How long something else of its case waited since an act, so that no review of it could be asked: the 30 days stand still meanwhile.
create function waited(a moderation_act) returns interval language sql stable as $$
    select coalesce(sum(coalesce(w.until, now()) - greatest(w.since, a.at)), interval '0')
    from (
        select p.at as since, p.decided_at as until from ban_proposal p where p.case_id = a.case_id
        union all
        select v.asked_at, v.decided_at from review v join moderation_act b on b.id = v.act_id where b.case_id = a.case_id
    ) w
    where coalesce(w.until, now()) > a.at
$$;

create function banned_by_two() returns trigger language plpgsql as $$
begin
    if not exists (
        select from ban_proposal p where p.case_id = new.case_id and p.person_id = new.person_id and p.outcome is null and p."by" <> new."by"
    ) then
        raise exception 'a ban is proposed by one and confirmed by another' using errcode = 'check_violation', constraint = 'ban_by_two';
    end if;
    return new;
end $$;
create trigger banned_by_two before insert on moderation_act
    for each row when (new.act = 'ban') execute function banned_by_two();

-- Words are restored, and what was done about a person is lifted; a refusal is taken back as words are.
create function act_reverts_its_kind() returns trigger language plpgsql as $$
begin
    if not exists (
        select from moderation_act a where a.id = new.reverts and case new.act
            when 'lift' then a.act in ('warn', 'mute_in_room', 'suspend', 'ban')
            when 'restore' then a.act in ('hide', 'remove', 'edit', 'refuse')
        end
    ) then
        raise exception 'an act is taken back by one of its kind' using errcode = 'check_violation', constraint = 'act_reverts';
    end if;
    return new;
end $$;
create trigger act_reverts_its_kind before insert on moderation_act
    for each row when (new.reverts is not null or new.act = 'lift') execute function act_reverts_its_kind();

create function post_cut_by_its_act() returns trigger language plpgsql as $$
begin
    if not exists (
        select from moderation_act a join moderation_case c on c.id = a.case_id
        where a.id = new.cut_act and a.act = 'edit' and a.reason = new.cut_rule and c.post_id = new.id
    ) then
        raise exception 'a post is cut by an act about it, under its rule' using errcode = 'check_violation', constraint = 'post_cut_by_its_act';
    end if;
    return null;
end $$;
create trigger post_cut_by_its_act after update of cut_act, cut_rule on post
    for each row when (new.cut_act is not null) execute function post_cut_by_its_act();

create function case_reviews_what_is_asked() returns trigger language plpgsql as $$
begin
    if not exists (select from review w where w.act_id = new.act_id and w.outcome is null) then
        raise exception 'a case waits for a review that was asked' using errcode = 'check_violation', constraint = 'case_in_review';
    end if;
    return null;
end $$;
create trigger case_reviews_what_is_asked after insert or update of stage, act_id on moderation_case
    for each row when (new.stage = 'review') execute function case_reviews_what_is_asked();

create function case_proposes_a_ban() returns trigger language plpgsql as $$
begin
    if not exists (select from ban_proposal p where p.case_id = new.id and p.outcome is null) then
        raise exception 'a case waits for a second once a ban is proposed' using errcode = 'check_violation', constraint = 'case_proposed';
    end if;
    return null;
end $$;
create trigger case_proposes_a_ban after insert or update of stage on moderation_case
    for each row when (new.stage = 'proposed' and new.target <> 'request') execute function case_proposes_a_ban();

create table strike_policy (                         -- after how many violations what is suggested; the newest is in force
    id     bigint generated always as identity primary key,
    steps  json        not null,
    set_by bigint      not null references person,
    at     timestamptz not null default now()
);

create view standing_act as                          -- what was done about words or a person, and is so still
select a.id, a.case_id, a.person_id, a.act, a.reason, a."by", a.at, a.until
from moderation_act a
where a.act not in ('approve', 'restore', 'lift', 'fulfil')
    and not exists (select from moderation_act r where r.reverts = a.id)
    and (a.act not in ('hide', 'remove') or not exists (
        select from moderation_act n
        where n.case_id = a.case_id and n.id > a.id and about_the_whole(n)
    ))
    and (a.act <> 'edit' or exists (select from post p where p.cut_act = a.id));

-- What is done about a person is theirs to know; who had reported learns what came of it, which is the first act of the case.
create function told_to_reporters(a moderation_act) returns boolean language sql stable as $$
    select a.act in ('approve', 'hide', 'remove', 'edit', 'restore')
        or not exists (select from moderation_act b where b.case_id = a.case_id and b.id < a.id)
$$;

create function reviewed_by_no_proposer() returns trigger language plpgsql as $$
begin
    if exists (select from ban_proposal p where p.act_id = new.act_id and p."by" = new.decided_by) then
        raise exception 'who proposed a ban does not review it' using errcode = 'check_violation', constraint = 'review_by_another';
    end if;
    return new;
end $$;
create trigger reviewed_by_no_proposer before update on review
    for each row when (new.decided_by is not null) execute function reviewed_by_no_proposer();

-- Cases that were merged: only while they are open, and counted by the one that leads them.
create function case_joins_open() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or old.stage <> 'open' or new.stage <> 'open' then
        raise exception 'a case is merged and split while it is open' using errcode = 'check_violation', constraint = 'case_joins_open';
    end if;
    return new;
end $$;
create trigger case_joins_open before update of within on moderation_case
    for each row when (old.within is distinct from new.within) execute function case_joins_open();
create trigger case_begins_alone before insert on moderation_case
    for each row when (new.within is not null) execute function case_joins_open();

-- What a leading case has of those under it, put down anew whenever one of them changes: nobody writes it by hand.
create function case_counts_led() returns trigger language plpgsql as $$
declare
    leaders bigint[] := array_remove(array[old.within, new.within, case when new.leads > 0 then new.id end], null);
begin
    perform from moderation_case where id = any(leaders) order by id for no key update;
    update moderation_case l set (leads, led_rank, led_due_at) = (
        select count(*), case when count(*) > 0 then greatest(l.rank, max(c.rank)) end,
            case when count(*) > 0 then least(l.due_at, min(c.due_at)) end
        from moderation_case c
        where c.within = l.id and c.stage = 'open'
    )
    where l.id = any(leaders);
    return null;
end $$;
create trigger case_counts_led after update of within, stage, rank, due_at on moderation_case
    for each row when (old.within is not null or new.within is not null or new.leads > 0) execute function case_counts_led();

create function case_is_counted() returns trigger language plpgsql as $$
begin
    raise exception 'what a case leads is counted, never written';
end $$;
create trigger case_is_counted before update of leads, led_rank, led_due_at on moderation_case
    for each row when (pg_trigger_depth() = 0) execute function case_is_counted();

create table machine_suggestion (                    -- what a machine would do about a case, as it said last; a person decides
    case_id bigint      not null references moderation_case,
    name    text        not null check (char_length(name) between 1 and 40), -- of the machine
    version text        not null check (char_length(version) between 1 and 40),
    act     text        not null check (act in ('approve', 'hide', 'remove')),
    reason  text check ((reason is null) = (act = 'approve')),
    score   real        not null check (score between 0 and 1), -- how sure it is
    vi      text        not null check (char_length(vi) <= 500), -- why; empty: what it may quote is gone
    en      text        not null check (char_length(en) <= 500),
    at      timestamptz not null default now(),
    primary key (case_id, name)
);

create function suggested_while_open() returns trigger language plpgsql as $$
begin
    if not exists (select from moderation_case where id = new.case_id and stage = 'open') then
        raise exception 'a machine suggests while a case is open' using errcode = 'check_violation', constraint = 'suggested_while_open';
    end if;
    return new;
end $$;
create trigger suggested_while_open before insert or update of case_id, name, version, act, reason, score, at on machine_suggestion
    for each row execute function suggested_while_open();

-- What was said of other words is said no more while it could be followed; after that it stays, without its sentences, to be learned from.
create function suggestion_quotes_no_more() returns trigger language plpgsql as $$
begin
    delete from machine_suggestion s using moderation_case c
    where c.target = tg_argv[0] and c.target_id = new.id and c.stage = 'open' and s.case_id = c.id;
    update machine_suggestion s set vi = '', en = ''
    from moderation_case c
    where c.target = tg_argv[0] and c.target_id = new.id and s.case_id = c.id;
    return null;
end $$;
create trigger suggestion_quotes_no_more after update of body on post
    for each row when (old.body is distinct from new.body) execute function suggestion_quotes_no_more('post');
create trigger suggestion_quotes_no_more after update of body on held_post
    for each row when (old.body is distinct from new.body) execute function suggestion_quotes_no_more('held');

-- What was first decided about the words where a machine had suggested something, for whoever learns from it.
create view machine_outcome as
select s.case_id, s.name, s.version, s.act, s.reason, s.score, s.at, a.id as act_id, a.act as done, a.reason as done_for, a.at as done_at,
    a.act = s.act and a.reason is not distinct from s.reason as followed,
    exists (select from review w where w.act_id = a.id and w.outcome = 'overturned') as overturned
from machine_suggestion s
join moderation_act a on a.case_id = s.case_id
where a.id = (
    select min(b.id) from moderation_act b where b.case_id = s.case_id and b.act in ('approve', 'hide', 'remove', 'edit', 'restore')
);

create table cut_beneath (                           -- a cut of a post that was cut further: it stands again when the further one is taken back
    cut_act     bigint primary key references moderation_act,
    further     bigint      not null unique references moderation_act,
    post_id     bigint      not null references post,
    cut_at      timestamptz not null,
    cut_rule    text        not null,
    cut_of      int         not null,
    cut_version int         not null,
    cut_left    int         not null,
    check (cut_act < further and cut_of < cut_version and cut_version <= cut_left),
    constraint cut_beneath_of_kept foreign key (post_id, cut_of) references post_revision (post_id, version)
);
create index cut_beneath_of_post on cut_beneath (post_id);

create table hidden_title (                          -- what a thread was called that moderation has taken its title from: theirs alone to read
    thread_id bigint primary key references thread,
    title     text        not null check (char_length(title) between 1 and 200),
    how       text        not null check (how in ('hidden', 'removed')),
    rule      text        not null check (char_length(rule) <= 40),
    at        timestamptz not null default now()
);

-- While there is such a row the thread is called so, whoever writes into either table; without it, as it was.
create function title_is_taken() returns trigger language plpgsql as $$
begin
    update thread set title = 'Tiêu đề đã bị ẩn' where id = new.thread_id;
    return null;
end $$;
create trigger title_is_taken after insert on hidden_title
    for each row execute function title_is_taken();

create function title_is_given_back() returns trigger language plpgsql as $$
begin
    update thread set title = old.title where id = old.thread_id;
    return null;
end $$;
create trigger title_is_given_back after delete on hidden_title
    for each row execute function title_is_given_back();

create function hidden_title_stays() returns trigger language plpgsql as $$
begin
    if new.title <> 'Tiêu đề đã bị ẩn' and exists (select from hidden_title where thread_id = new.id) then
        raise exception 'the title of this thread is hidden' using errcode = 'check_violation', constraint = 'title_hidden';
    end if;
    return new;
end $$;
create trigger hidden_title_stays before update of title on thread
    for each row execute function hidden_title_stays();
