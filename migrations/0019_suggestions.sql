-- What machines suggest about cases, and what became of it.

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
