-- An amendment has at most a thousand changes, whoever writes it; those that were made with more before this stay as they are.
alter table amendment_revision add constraint amendment_is_readable check (changes <= 1000) not valid;

-- The same as before, in a time that grows with the text and the changes and not with their product.
create or replace function version_is_made_of(of_proposal bigint, of_version int) returns void language plpgsql as $$
declare
    base   text;
    stands text;
    made   text := '';
    change record;
    before int := -1;                                -- the first character after what the change before drops
    at     int := 0;                                 -- so many characters of the base are in what is made
    near   text;                                     -- a stretch of the base: to find a character of a text, all before it are counted
    ahead  int := 0;                                 -- where that begins
    size   constant int := 2000;
begin
    select b.text || '', v.text || '' into base, stands
    from proposal_version v join proposal_version b on b.proposal_id = v.proposal_id and b.number = v.base
    where v.proposal_id = of_proposal and v.number = of_version;
    near := left(base, size);
    for change in
        select distinct c.first, c.beyond, c.dropped, c.added from taken_change c
        where c.proposal_id = of_proposal and c.version = of_version order by c.first, c.beyond
    loop
        if change.first <= before then
            raise exception 'two changes touch' using errcode = 'check_violation', constraint = 'taken_stands';
        end if;
        if change.first <= ahead + size then
            made := made || substr(near, at - ahead + 1, change.first - at);
        else
            made := made || substr(base, at + 1, change.first - at);
            near := substr(base, change.first + 1, size);
            ahead := change.first;
        end if;
        made := made || change.added;
        before := change.beyond;
        at := change.beyond;
    end loop;
    made := made || substr(base, at + 1);
    if made is distinct from stands or exists (
        select from amendment_end e join amendment_revision r on r.amendment_id = e.amendment_id and r.number = e.revision
        where e.proposal_id = of_proposal and e.version = of_version
            and (select count(*) from amendment_taken t where t.amendment_id = e.amendment_id)
                not between case e.outcome when 'partly' then 1 else 0 end and case e.outcome when 'partly' then r.changes - 1 else 0 end
    ) then
        raise exception 'this version is not its base with these changes' using errcode = 'check_violation', constraint = 'taken_stands';
    end if;
end $$;

create or replace function changes_stand() returns trigger language plpgsql as $$
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
            select asked.amendment_id, asked.revision, v.text || '' as text, char_length(v.text) as size
            from (select distinct amendment_id, revision from come) as asked
            join amendment_revision r on r.amendment_id = asked.amendment_id and r.number = asked.revision
            join proposal_version v on v.proposal_id = r.proposal_id and v.number = r.base
        ), near as materialized (                    -- stretches of it, for the same reason
            select w.amendment_id, w.revision, w.size, asked.n, substr(w.text, asked.n * 1000 + 1, 2000) as stretch
            from (select distinct amendment_id, revision, first / 1000 as n from come) as asked
            join whole w on w.amendment_id = asked.amendment_id and w.revision = asked.revision
        )
        select from come c
        join near e on e.amendment_id = c.amendment_id and e.revision = c.revision and e.n = c.first / 1000
        where c.first > e.size or c.dropped <> case
            when char_length(c.dropped) <= 1000 then substr(e.stretch, c.first % 1000 + 1, char_length(c.dropped))
            else (
                select substr(w.text, c.first + 1, char_length(c.dropped))
                from whole w where w.amendment_id = c.amendment_id and w.revision = c.revision
            )
        end
    ) then
        raise exception 'these are not changes of that text' using errcode = 'check_violation', constraint = 'changes_stand';
    end if;
    return null;
end $$;
