-- lock_posts
-- What they wrote, before cases and persons, as everybody locks these who acts on it.
select p.id from post p join member m on m.room_id = p.room_id and m.number = p.author
where m.person_id = $1 order by p.id for no key update of p

-- lock_held
select h.id from held_post h join member m on m.room_id = h.room_id and m.number = h.author
where m.person_id = $1 order by h.id for no key update of h

-- lock_owners
-- Whoever else owns what this person owns: two who go at once do not both believe the other stays.
select o.room_id from member o
join member m on m.room_id = o.room_id and m.person_id = $1 and m.role = 'owner' and m.ended_at is null
where o.role = 'owner' and o.ended_at is null
order by o.room_id, o.number
for no key update of o

-- depending
-- The rooms that would be without an owner and are not empty; null: nothing depends on the person.
select coalesce(array_agg(m.room_id order by m.room_id) filter (where m.room_id is not null), '{}') as rooms
from person p
left join administrator a on a.person_id = p.id
left join member m on m.person_id = p.id and m.role = 'owner' and m.ended_at is null
    and exists (select from member o where o.room_id = m.room_id and o.number <> m.number and o.ended_at is null)
    and not exists (
        select from member o where o.room_id = m.room_id and o.number <> m.number and o.ended_at is null and o.role = 'owner'
    )
where p.id = $1
having bool_or(a.person_id is not null) or count(m.room_id) > 0

-- leave -> Left
with ended as (
    update member set ended_at = now() where person_id = $1 and ended_at is null
    returning room_id, number, ended_at
)
select ended.room_id, ended.number, ended.ended_at as at
from ended join room r on r.id = ended.room_id
where r.kind <> 'inbox'
order by ended.room_id

-- lately
select id from person where erased_at > now() - interval '2 days' order by id

-- email
select email from person where id = $1

-- sessions
-- API tokens are sessions too.
select s.id, r.id as inbox_id
from session s join room r on r.inbox_of = s.person_id
where s.person_id = $1 and s.ended_at is null
order by s.id

-- empty
-- The constituency stays: it is one of five, and what is counted by it.
with emptied as (
    update person set email = null, name = $2, organisation = '', password = null, erased_at = coalesce(erased_at, now()) where id = $1
),
entered as (
    update member set entered_for = case when entered_for is not null then '' end where person_id = $1
),
inbox as (
    update room set title = $2 where inbox_of = $1
    returning id
)
update entry set body = jsonb_set(body::jsonb, '{reason}', '""')::json
where room_id = (select id from room where inbox_of = $1) and kind = 'room.left'

-- forget
-- Everything that is about the person and nobody else, letters and invitations to their address among it.
with totps as (
    delete from totp where person_id = $1
),
codes as (
    delete from recovery_code where person_id = $1
),
passkeys as (
    delete from passkey where person_id = $1
),
halves as (
    delete from half_sign_in where person_id = $1
),
sessions as (
    delete from session where person_id = $1
),
verifications as (
    delete from verification where person_id = $1
),
mutes as (
    delete from mute where person_id = $1 or muted_id = $1
),
telling_everywhere as (
    delete from telling where person_id = $1
),
telling_there as (
    delete from telling_in_room where person_id = $1
),
digests as (
    delete from digest where person_id = $1
),
unsent as (
    delete from unsent where person_id = $1
),
marks as (
    delete from reading where person_id = $1
),
notices as (
    delete from notice where person_id = $1
),
answers as (
    delete from command where person_id = $1
),
letters as (
    delete from letter where person_id = $1 or recipient = $2
),
invitations as (
    delete from invitation where email = $2
),
requests as (
    update data_request set words = '' where person_id = $1
)
delete from file where person_id = $1

-- unsay_to_moderators
-- What they wrote to moderators, and what rules saw in their words. Acts and their notes were done in an office, and stay.
with reports as (
    update report set words = '' where person_id = $1 and words <> ''
),
reviews as (
    update review set words = '…' where person_id = $1
),
machines as (
    update machine_suggestion s set vi = '', en = '' from moderation_case c where c.id = s.case_id and c.person_id = $1
),
names as (
    update borne_name set name = '…', organisation = '' where person_id = $1
)
update moderation_case set findings = null where person_id = $1 and findings is not null

-- forget_answers
-- What was answered before there was an account, and what others were answered about invitations, kept for their retries. All that one
-- transaction writes has its time, so each kept answer is found by when the thing it tells of was done.
with signing_up as (
    delete from command c
    using person p
    where p.id = $1 and c.at = p.created_at and c.person_id = 0 and c.answer->'result'->>'id' = $1::text
)
update command c set answer = jsonb_set(c.answer::jsonb, '{result,email}', 'null')::json
from invitation i
where i.email = $2 and (c.at = i.made_at or c.at = i.revoked_at) and c.answer->'result'->>'email' = $2
