-- draft -> Text
select title, text from proposal_draft where proposal_id = $1 and number = $2

-- version -> Text
select title, text from proposal_version where proposal_id = $1 and number = $2

-- open
update proposal set thread_id = $2, procedure = $3::text::json where id = $1

-- discuss
insert into proposal_stage (proposal_id, room_id, round, stage, by, reason) values ($1, $2, $3, 'discussion', $4, '')

-- stages -> Staged
select number, round, stage, since, due, by, reason from proposal_stage where proposal_id = $1 order by number

-- write -> Version
insert into proposal_version (proposal_id, room_id, number, title, text, note, by, draft, base)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning number, title, note, by, base, at, null::json as amendments

-- articles
insert into proposal_article (proposal_id, version, place, heading, first, length, html, render_version)
select $1, $2, n, heading, first, length, html, $7
from unnest($3::text[], $4::int[], $5::int[], $6::text[]) with ordinality as given(heading, first, length, html, n)
