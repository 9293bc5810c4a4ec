-- of_person
-- The act that silences them everywhere now; null: none. The row is locked whatever it says, and read again where a moderator came first.
select case when silenced_until > now() then silenced_act end from person where id = $1 for share

-- now
-- The same, where nothing is written. No row, or null: none.
select case when silenced_until > now() then silenced_act end from person where id = $1

-- by -> Silence
select id, act, until from moderation_act where id = $1
