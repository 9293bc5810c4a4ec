-- What moderation does about a person: silences with an end, bans by two people, and the policy that suggests them.

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
