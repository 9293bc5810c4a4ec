-- Amendments: changes to a version's text that members propose with reasons, and what became of each.

create table amendment (                             -- its reasons are a post of the proposal's thread, and its discussion that post's branch
    id          bigint generated always as identity primary key,
    proposal_id bigint      not null,
    room_id     bigint      not null,
    number      int         not null check (number > 0), -- in the proposal
    by          int         not null,
    post_id     bigint      not null unique,
    at          timestamptz not null default now(),
    unique (proposal_id, number),
    unique (proposal_id, id),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, by) references member,
    foreign key (room_id, post_id) references post (room_id, id)
);
create index amendment_of_member on amendment (room_id, by);

create table amendment_revision (                    -- what it asks for, as it was put; never changed
    amendment_id bigint      not null,
    number       int         not null check (number > 0),
    proposal_id  bigint      not null,
    room_id      bigint      not null,
    base         int         not null,               -- the version whose text it changes
    changes      int         not null check (changes > 0), -- how many
    by           int         not null,               -- the amender; a co-author where it was only moved to a newer version
    at           timestamptz not null default now(),
    primary key (amendment_id, number),
    foreign key (proposal_id, amendment_id) references amendment (proposal_id, id),
    foreign key (proposal_id, base) references proposal_version,
    foreign key (room_id, by) references member
);

create table amendment_change (                      -- one stretch of the base that another comes in the place of
    amendment_id bigint not null,
    revision     int    not null,
    place        int    not null check (place > 0),
    first        int    not null check (first >= 0), -- the character of the base's text
    dropped      text   not null check (char_length(dropped) <= 100000), -- stands there
    added        text   not null check (char_length(added) <= 100000),
    beyond       int    not null generated always as (first + char_length(dropped)) stored, -- the first character after what is dropped
    primary key (amendment_id, revision, place),
    check (dropped <> added),
    foreign key (amendment_id, revision) references amendment_revision
);

create table amendment_end (                         -- no row: it is open, or was not considered in its time
    amendment_id bigint      primary key,
    proposal_id  bigint      not null,
    room_id      bigint      not null,
    revision     int         not null,
    outcome      text        not null check (outcome in ('accepted', 'partly', 'rejected', 'withdrawn')),
    reason       text        not null check (char_length(reason) <= 500),
    by           int         not null,
    at           timestamptz not null default now(),
    version      int,                                -- that it went into
    unique (amendment_id, revision),
    check ((version is not null) = (outcome in ('accepted', 'partly'))),
    check (outcome not in ('partly', 'rejected') or reason <> ''),
    foreign key (proposal_id, amendment_id) references amendment (proposal_id, id),
    foreign key (amendment_id, revision) references amendment_revision,
    foreign key (proposal_id, version) references proposal_version,
    foreign key (room_id, by) references member
);
create index amendment_end_of_version on amendment_end (proposal_id, version) where version is not null;

create table amendment_taken (                       -- of one that was taken in part: the changes that were
    amendment_id bigint not null,
    revision     int    not null,
    place        int    not null,
    primary key (amendment_id, place),
    foreign key (amendment_id, revision) references amendment_end (amendment_id, revision),
    foreign key (amendment_id, revision, place) references amendment_change
);

create trigger said_stays before update or delete on amendment for each row execute function said_stays();
create trigger said_stays before update or delete on amendment_revision for each row execute function said_stays();
create trigger said_stays before update or delete on amendment_end for each row execute function said_stays();
create trigger said_stays before update or delete on amendment_taken for each row execute function said_stays();

-- Words whose author is gone go too, unless they went into a version.
create function change_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and exists (
        select from amendment a join post p on p.id = a.post_id where a.id = old.amendment_id and p.retracted_at is not null
    ) and not exists (
        select from amendment_end e
        where e.amendment_id = old.amendment_id and e.revision = old.revision and (e.outcome = 'accepted' or e.outcome = 'partly' and exists (
            select from amendment_taken t where t.amendment_id = old.amendment_id and t.place = old.place
        ))
    ) then
        return old;
    end if;
    raise exception 'what stood before a room is followed by another, never changed' using errcode = 'check_violation', constraint = 'said_stays';
end $$;
create trigger change_stays before update or delete on amendment_change for each row execute function change_stays();

create function amendment_in_time() returns trigger language plpgsql as $$
declare last int;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select max(a.number) into last from amendment a where a.proposal_id = new.proposal_id;
    if (proposal_at(new.proposal_id)).stage <> 'amendments' or new.number <> coalesce(last, 0) + 1 then
        raise exception 'no amendments now' using errcode = 'check_violation', constraint = 'amendment_in_time';
    end if;
    return new;
end $$;
create trigger amendment_in_time before insert on amendment for each row execute function amendment_in_time();

create function revision_in_time() returns trigger language plpgsql as $$
declare last int;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select max(r.number) into last from amendment_revision r where r.amendment_id = new.amendment_id;
    if (proposal_at(new.proposal_id)).stage <> 'amendments' or new.number <> coalesce(last, 0) + 1
        or new.base <> (select max(v.number) from proposal_version v where v.proposal_id = new.proposal_id)
        or exists (select from amendment_end e where e.amendment_id = new.amendment_id) then
        raise exception 'it is of the newest version, while it is open' using errcode = 'check_violation', constraint = 'amendment_in_time';
    end if;
    return new;
end $$;
create trigger revision_in_time before insert on amendment_revision for each row execute function revision_in_time();

-- All changes of a revision come at once, in the order of the text, with something between each two, and what they drop stands there.
create function changes_stand() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct amendment_id, revision from come) as asked
        join amendment_revision r on r.amendment_id = asked.amendment_id and r.number = asked.revision
        where r.changes <> (select count(*) from amendment_change c where c.amendment_id = r.amendment_id and c.revision = r.number)
    ) or exists (
        select from (
            select c.place, c.first, lag(c.beyond) over by_place as before, row_number() over by_place as n
            from come c
            window by_place as (partition by c.amendment_id, c.revision order by c.place)
        ) as each
        where each.place <> each.n or each.first <= each.before
    ) or exists (
        with whole as materialized (
            select asked.amendment_id, asked.revision, v.text || '' as text
            from (select distinct amendment_id, revision from come) as asked
            join amendment_revision r on r.amendment_id = asked.amendment_id and r.number = asked.revision
            join proposal_version v on v.proposal_id = r.proposal_id and v.number = r.base
        )
        select from come c join whole w using (amendment_id, revision)
        where substr(w.text, c.first + 1, char_length(c.dropped)) <> c.dropped or c.first > char_length(w.text)
    ) then
        raise exception 'these are not changes of that text' using errcode = 'check_violation', constraint = 'changes_stand';
    end if;
    return null;
end $$;
create trigger changes_stand after insert on amendment_change referencing new table as come for each statement execute function changes_stand();

create function end_in_time() returns trigger language plpgsql as $$
declare last amendment_revision;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select * into last from amendment_revision r where r.amendment_id = new.amendment_id order by r.number desc limit 1;
    if (proposal_at(new.proposal_id)).stage <> 'amendments' or new.revision is distinct from last.number
        or new.version is not null and (
            new.version <> last.base + 1 or new.version <> (select max(v.number) from proposal_version v where v.proposal_id = new.proposal_id)
        ) or new.outcome = 'withdrawn' and new."by" <> (select a."by" from amendment a where a.id = new.amendment_id) then
        raise exception 'not decided like this' using errcode = 'check_violation', constraint = 'end_in_time';
    end if;
    return new;
end $$;
create trigger end_in_time before insert on amendment_end for each row execute function end_in_time();

create view taken_change as                          -- what went into which version
select e.proposal_id, e.version, c.amendment_id, c.place, c.first, c.dropped, c.added, c.beyond
from amendment_end e
join amendment_change c on c.amendment_id = e.amendment_id and c.revision = e.revision
where e.outcome = 'accepted' or e.outcome = 'partly' and exists (
    select from amendment_taken t where t.amendment_id = c.amendment_id and t.place = c.place
);

create view version_amendment as                     -- version 5 = version 4 + amendments 2 and 6
select e.proposal_id, e.version, a.id as amendment_id, a.number
from amendment_end e join amendment a on a.id = e.amendment_id
where e.version is not null;

-- The text of a version that amendments went into is its base with exactly these changes, none of which touches another.
create function version_is_made_of(of_proposal bigint, of_version int) returns void language plpgsql as $$
declare
    made   text;
    stands text;
    change record;
    after  int;                                      -- where the change before, which is behind in the text, begins
begin
    select b.text, v.text into made, stands
    from proposal_version v join proposal_version b on b.proposal_id = v.proposal_id and b.number = v.base
    where v.proposal_id = of_proposal and v.number = of_version;
    for change in
        select distinct c.first, c.beyond, c.dropped, c.added from taken_change c
        where c.proposal_id = of_proposal and c.version = of_version order by c.first desc, c.beyond desc
    loop
        if change.beyond >= after then
            raise exception 'two changes touch' using errcode = 'check_violation', constraint = 'taken_stands';
        end if;
        made := left(made, change.first) || change.added || substr(made, change.beyond + 1);
        after := change.first;
    end loop;
    if made is distinct from stands or exists (
        select from amendment_end e join amendment_revision r on r.amendment_id = e.amendment_id and r.number = e.revision
        where e.proposal_id = of_proposal and e.version = of_version
            and (select count(*) from amendment_taken t where t.amendment_id = e.amendment_id)
                not between case e.outcome when 'partly' then 1 else 0 end and case e.outcome when 'partly' then r.changes - 1 else 0 end
    ) then
        raise exception 'this version is not its base with these changes' using errcode = 'check_violation', constraint = 'taken_stands';
    end if;
end $$;

-- Of what comes in one transaction it is looked at once, with the last.
create function taken_stands() returns trigger language plpgsql as $$
begin
    if not exists (
        select from amendment_end e
        where e.proposal_id = new.proposal_id and e.version = new.version and e.amendment_id > new.amendment_id
            and e.xmin = pg_current_xact_id()::xid
    ) then
        perform version_is_made_of(new.proposal_id, new.version);
    end if;
    return null;
end $$;
create constraint trigger taken_stands after insert on amendment_end deferrable initially deferred
    for each row when (new.version is not null) execute function taken_stands();

create function part_stands() returns trigger language plpgsql as $$
begin
    if not exists (
        select from amendment_taken t
        where t.amendment_id = new.amendment_id and t.place > new.place and t.xmin = pg_current_xact_id()::xid
    ) then
        perform version_is_made_of(e.proposal_id, e.version)
        from amendment_end e where e.amendment_id = new.amendment_id and e.version is not null;
    end if;
    return null;
end $$;
create constraint trigger part_stands after insert on amendment_taken deferrable initially deferred
    for each row execute function part_stands();

-- An amendment as lists and entries show it.
create view amendment_line as
select a.id, a.proposal_id, a.number, a.post_id, a.by, a.at, r.base, r.number as revision, r.changes,
    coalesce(e.outcome, 'open') as state, e.reason, e.by as decided_by, e.at as decided_at, e.version
from amendment a
join lateral (
    select v.number, v.base, v.changes from amendment_revision v where v.amendment_id = a.id order by v.number desc limit 1
) r on true
left join amendment_end e on e.amendment_id = a.id;
