-- Posts that moderation cut passages out of, and cut again.

alter table post
    add column cut_at      timestamptz,             -- moderation cut passages out of the words, and a mark says so
    add column cut_rule    text,
    add column cut_act     bigint,
    add column cut_of      int,                     -- the version that was cut: for moderators and the author, with all before
    add column cut_version int,                     -- the first that everybody reads
    add column cut_left    int;                     -- what moderation left: while it is the newest, the author has not gone on
alter table post add constraint post_cut check (
    num_nulls(cut_at, cut_rule, cut_act, cut_of, cut_version, cut_left) in (0, 6)
    and cut_of < cut_version and cut_version <= cut_left and cut_left <= version and char_length(cut_rule) <= 40
) not valid;
alter table post add constraint post_cut_of_kept foreign key (id, cut_of) references post_revision (post_id, version) not valid;
alter table post add constraint post_cut_act_fkey foreign key (cut_act) references moderation_act not valid;

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
