-- reachable -> Reachable
-- No row: nobody, or somebody who is known by a name alone.
select email, language from person where id = $1 and email is not null
