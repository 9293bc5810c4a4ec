-- Proposals: texts that are drafted at a table of their own, opened to a room, and carried through the stages of a procedure.

alter table room add constraint room_drafting_invited check (kind <> 'drafting' or visibility = 'invited') not valid;

create table procedure (                             -- a template: which stages, how long, who may lead on; and how it is voted
    id         bigint generated always as identity primary key,
    title      text        not null check (char_length(title) between 1 and 200),
    steps      json        not null,
    ballot     json        not null,                 -- kept for the vote: quorum, majority, secrecy, when results show
    set_by     bigint references person,             -- null: comes with the portal
    at         timestamptz not null default now(),
    retired_at timestamptz                           -- not chosen any more; proposals keep what they copied
);
insert into procedure (title, steps, ballot) values (
    'Thủ tục thông thường',
    '[{"stage":"discussion","days":0,"by":"either"},{"stage":"amendments","days":0,"by":"either"},{"stage":"frozen","days":0,"by":"either"},'
    '{"stage":"vote","days":0,"by":"keepers"},{"stage":"decided","days":0,"by":"keepers"},{"stage":"answered","days":0,"by":"keepers"}]',
    '{"quorum":50,"majority":"simple","secret":false,"shown":"closed"}'
);

create table proposal (
    id          bigint generated always as identity primary key,
    room_id     bigint      not null references room, -- the room it is put to
    table_id    bigint      not null unique references room, -- where it is drafted: the members there are its co-authors
    begun_by    int         not null,
    begun_at    timestamptz not null default now(),
    from_thread bigint,                              -- what it came out of, where it did
    from_post   bigint,
    thread_id   bigint unique,                       -- its discussion; null: it has not been opened, and nobody else knows of it
    procedure   json,                                -- copied when it is opened, and frozen
    check ((thread_id is null) = (procedure is null)),
    unique (room_id, id),
    foreign key (room_id, begun_by) references member,
    foreign key (room_id, thread_id) references thread (room_id, id),
    constraint proposal_from_thread foreign key (room_id, from_thread) references thread (room_id, id),
    constraint proposal_from_post foreign key (room_id, from_post) references post (room_id, id)
);
create index proposal_of_room on proposal (room_id, id) where thread_id is not null;

create table proposal_draft (                        -- what was saved at the table: theirs alone
    proposal_id bigint      not null,
    room_id     bigint      not null,
    number      int         not null check (number > 0),
    title       text        not null check (char_length(title) between 1 and 200),
    text        text        not null check (char_length(text) <= 100000),
    by          int         not null,                -- numbers are those of the room it is put to
    at          timestamptz not null default now(),
    primary key (proposal_id, number),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, by) references member
);

create table proposal_version (                      -- what everybody reads, supports and quotes: never changed
    proposal_id bigint      not null,
    room_id     bigint      not null,
    number      int         not null check (number > 0),
    title       text        not null check (char_length(title) between 1 and 200),
    text        text        not null check (char_length(text) between 1 and 100000),
    note        text        not null check (char_length(note) <= 2000), -- what changed, and why
    by          int         not null,
    draft       int         not null,                -- the save it was made of
    base        int,                                 -- the version it came from
    at          timestamptz not null default now(),
    primary key (proposal_id, number),
    check ((base is null) = (number = 1) and base < number),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, by) references member,
    foreign key (proposal_id, draft) references proposal_draft,
    foreign key (proposal_id, base) references proposal_version
);

create table proposal_article (                      -- a version's text, piece by piece, as it is shown
    proposal_id    bigint not null,
    version        int    not null,
    place          int    not null check (place > 0),
    heading        text   not null check (char_length(heading) <= 200),
    first          int    not null check (first >= 0), -- the character of the text it begins with
    length         int    not null check (length > 0),
    html           text   not null,
    render_version int    not null,
    primary key (proposal_id, version, place),
    foreign key (proposal_id, version) references proposal_version
);

create table proposal_stage (                        -- the way it has come, one row for each step
    proposal_id bigint      not null,
    room_id     bigint      not null,
    number      int         not null check (number > 0),
    round       int         not null check (round > 0),
    stage       text        not null check (stage in
        ('drafting', 'discussion', 'amendments', 'frozen', 'vote', 'decided', 'answered', 'withdrawn')),
    since       timestamptz not null,
    due         timestamptz,                         -- it lasts at least until then; null: as long as it takes
    by          int         not null,
    reason      text        not null check (char_length(reason) <= 500),
    primary key (proposal_id, number),
    constraint stage_once unique (proposal_id, round, stage),
    check (stage <> 'withdrawn' or reason <> ''),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, by) references member
);

create table support (                               -- of the version that was read, not of what became of it
    proposal_id bigint      not null,
    room_id     bigint      not null,
    number      int         not null,
    version     int         not null,
    at          timestamptz not null default now(),
    primary key (proposal_id, number),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, number) references member,
    foreign key (proposal_id, version) references proposal_version
);
create index support_of_member on support (room_id, number);

create function proposal_stays() returns trigger language plpgsql as $$
begin
    if old.procedure is not null and (new.procedure::text, new.thread_id) is distinct from (old.procedure::text, old.thread_id)
        or (new.room_id, new.table_id, new.begun_by) is distinct from (old.room_id, old.table_id, old.begun_by) then
        raise exception 'what a proposal was opened under is frozen' using errcode = 'check_violation', constraint = 'proposal_stays';
    end if;
    return new;
end $$;
create trigger proposal_stays before update on proposal for each row execute function proposal_stays();

create function said_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what stood before a room is followed by another, never changed' using errcode = 'check_violation', constraint = 'said_stays';
end $$;
create trigger said_stays before update or delete on proposal_version for each row execute function said_stays();
create trigger said_stays before update or delete on proposal_article for each row execute function said_stays();
create trigger said_stays before update or delete on proposal_stage for each row execute function said_stays();

create function proposal_at(id bigint) returns proposal_stage language sql stable as $$
    select s from proposal_stage s where s.proposal_id = id order by s.number desc limit 1
$$;

-- The only way on is the next step of the proposal's own procedure, once the step it is in has lasted as long as it must; or
-- out, before the vote; or back in, as a new round. The times are this server's, whatever the row says.
create function stage_follows() returns trigger language plpgsql as $$
declare
    steps json;
    held  json;                                      -- the step that begins
    last  proposal_stage;
    way   text[];
    right_next boolean;
begin
    select p.procedure into steps from proposal p where p.id = new.proposal_id for no key update;
    last := proposal_at(new.proposal_id);
    select array['drafting'] || coalesce(array_agg(s->>'stage' order by n), '{}') into way
    from json_array_elements(steps->'steps') with ordinality as given(s, n);
    right_next := case
        when last.number is null then new.stage = 'drafting' and new.round = 1
        when last.stage = 'withdrawn'
            then new.round = last.round + 1 and new.stage = case when steps is null then 'drafting' else way[2] end
        when new.stage = 'withdrawn' then new.round = last.round and last.stage in ('drafting', 'discussion', 'amendments', 'frozen')
        else new.round = last.round and new.stage is not distinct from way[array_position(way, last.stage) + 1]
            and coalesce(last.due <= clock_timestamp(), true)
    end;
    if right_next is not true then
        raise exception 'this stage does not follow' using errcode = 'check_violation', constraint = 'stage_follows';
    end if;
    select s into held from json_array_elements(steps->'steps') as s where s->>'stage' = new.stage;
    new.number := coalesce(last.number, 0) + 1;
    new.since := clock_timestamp();
    new.due := new.since + make_interval(days => nullif((held->>'days')::int, 0));
    return new;
end $$;
create trigger stage_follows before insert on proposal_stage for each row execute function stage_follows();

create function version_in_time() returns trigger language plpgsql as $$
declare last int;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select max(v.number) into last from proposal_version v where v.proposal_id = new.proposal_id;
    if (proposal_at(new.proposal_id)).stage not in ('discussion', 'amendments') or new.number <> coalesce(last, 0) + 1 then
        raise exception 'the text is frozen' using errcode = 'check_violation', constraint = 'version_in_time';
    end if;
    return new;
end $$;
create trigger version_in_time before insert on proposal_version for each row execute function version_in_time();

create function draft_in_time() returns trigger language plpgsql as $$
declare last int;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select max(d.number) into last from proposal_draft d where d.proposal_id = new.proposal_id;
    if (proposal_at(new.proposal_id)).stage not in ('drafting', 'discussion', 'amendments') or new.number <> coalesce(last, 0) + 1 then
        raise exception 'the text is frozen' using errcode = 'check_violation', constraint = 'version_in_time';
    end if;
    return new;
end $$;
create trigger draft_in_time before insert on proposal_draft for each row execute function draft_in_time();

create function support_in_time() returns trigger language plpgsql as $$
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    if (proposal_at(new.proposal_id)).stage not in ('discussion', 'amendments', 'frozen')
        or new.version <> (select max(v.number) from proposal_version v where v.proposal_id = new.proposal_id) then
        raise exception 'support is for the newest version, before the vote' using errcode = 'check_violation', constraint = 'support_in_time';
    end if;
    return new;
end $$;
create trigger support_in_time before insert or update on support for each row execute function support_in_time();

-- A proposal as lists and entries show it. `supporters`: all who support any version; `standing`: those whose support is of the newest.
create view proposal_line as
select p.id, p.room_id, p.table_id, p.thread_id, p.begun_by, p.from_thread, p.from_post, v.title, coalesce(v.number, 0) as version, v.at as versioned_at,
    s.stage, s.round, s.since, s.due,
    (select count(*)::int from support u where u.proposal_id = p.id) as supporters,
    (select count(*)::int from support u where u.proposal_id = p.id and u.version = v.number) as standing
from proposal p
join lateral (select g.stage, g.round, g.since, g.due from proposal_stage g where g.proposal_id = p.id order by g.number desc limit 1) s on true
left join lateral (
    select w.number, w.title, w.at from proposal_version w where w.proposal_id = p.id order by w.number desc limit 1
) v on true;
