-- account
select json_build_object('id', id, 'email', email, 'name', name, 'organisation', organisation, 'constituency', constituency,
    'language', language, 'has_password', password is not null, 'created_at', created_at, 'seen', seen)::text as line
from person where id = $1

-- names
select json_build_object('name', name, 'organisation', organisation, 'room_id', room_id, 'reported_at', at, 'hidden_as', how,
    'hidden_rule', rule)::text as line
from borne_name where person_id = $1 order by id

-- sessions
-- API tokens are sessions with a name and scopes.
select json_build_object('id', id, 'agent', agent, 'created_at', created_at, 'seen_at', seen_at, 'strong_at', strong_at,
    'expires_at', expires_at, 'ended_at', ended_at, 'name', name, 'scopes', scopes)::text as line
from session where person_id = $1 order by id

-- factors
select json_build_object('kind', 'totp', 'at', offered_at, 'confirmed_at', confirmed_at)::text as line
from totp where person_id = $1
union all
select json_build_object('kind', 'recovery code', 'at', made_at, 'used_at', used_at)::text
from recovery_code where person_id = $1

-- passkeys
select json_build_object('id', id, 'name', name, 'added_at', added_at, 'used_at', used_at)::text as line
from passkey where person_id = $1 order by id

-- verifications
select json_build_object('since', since, 'ended_at', ended_at, 'ended_reason', ended_reason)::text as line
from verification where person_id = $1 order by id

-- memberships
select json_build_object('room_id', m.room_id, 'room', r.title, 'number', m.number, 'role', m.role, 'since', m.since,
    'entered_as', m.entered_as, 'entered_for', m.entered_for, 'role_since', m.role_since, 'ended_at', m.ended_at)::text as line
from member m join room r on r.id = m.room_id
where m.person_id = $1 order by m.room_id

-- invitations
-- To their address, and those they made, without the addresses of others.
select json_build_object('room_id', i.room_id, 'role', i.role, 'made_at', i.made_at, 'expires_at', i.expires_at, 'uses', i.uses,
    'revoked_at', i.revoked_at, 'made_by_them', m.person_id = $1)::text as line
from invitation i
join member m on m.room_id = i.room_id and m.number = i.made_by
where m.person_id = $1 or i.email = (select email from person where id = $1)
order by i.id

-- threads
select json_build_object('id', t.id, 'room_id', t.room_id, 'title', coalesce(h.title, t.title), 'hidden_as', h.how,
    'hidden_rule', h.rule, 'opened_at', t.opened_at)::text as line
from thread t left join hidden_title h on h.thread_id = t.id join member m on m.room_id = t.room_id and m.number = t.opened_by
where m.person_id = $1 order by t.id

-- posts
select json_build_object('id', p.id, 'room_id', p.room_id, 'thread_id', p.thread_id, 'parent_id', p.parent_id, 'kind', p.kind,
    'body', p.body, 'version', p.version, 'at', p.at, 'edited_at', p.edited_at, 'retracted_at', p.retracted_at,
    'retracted_reason', p.retracted_reason, 'hidden_at', p.hidden_at, 'hidden_as', p.hidden_as, 'hidden_rule', p.hidden_rule, 'cut_at', p.cut_at, 'cut_rule', p.cut_rule,
    'agrees', p.agrees, 'disagrees', p.disagrees, 'passes', p.passes)::text as line
from post p join member m on m.room_id = p.room_id and m.number = p.author
where m.person_id = $1 order by p.id

-- earlier_versions
select json_build_object('post_id', r.post_id, 'version', r.version, 'kind', r.kind, 'body', r.body, 'at', r.at)::text as line
from post_revision r
join post p on p.id = r.post_id
join member m on m.room_id = p.room_id and m.number = p.author
where m.person_id = $1 order by r.post_id, r.version

-- held_posts
select json_build_object('id', h.id, 'room_id', h.room_id, 'thread_id', h.thread_id, 'title', h.title, 'parent_id', h.parent_id,
    'kind', h.kind, 'body', h.body, 'at', h.at, 'post_id', h.post_id, 'refused_at', h.refused_at)::text as line
from held_post h join member m on m.room_id = h.room_id and m.number = h.author
where m.person_id = $1 order by h.id

-- proposal_drafts
select json_build_object('proposal_id', d.proposal_id, 'number', d.number, 'title', d.title, 'text', d.text, 'at', d.at)::text as line
from proposal_draft d join member m on m.room_id = d.room_id and m.number = d.by
where m.person_id = $1 order by d.proposal_id, d.number

-- proposal_edits
-- What they typed at tables, letter by letter as Yjs keeps it, as far as it is not yet one with the others'.
select json_build_object('proposal_id', u.proposal_id, 'seq', u.seq, 'change', encode(u.change, 'base64'), 'at', u.at)::text as line
from draft_update u join member m on m.room_id = u.room_id and m.number = u.by
where m.person_id = $1 order by u.proposal_id, u.seq

-- proposal_versions
-- What they put before a room, by the save that it was made of.
select json_build_object('proposal_id', v.proposal_id, 'number', v.number, 'title', v.title, 'note', v.note, 'draft', v.draft, 'at', v.at)::text as line
from proposal_version v join member m on m.room_id = v.room_id and m.number = v.by
where m.person_id = $1 order by v.proposal_id, v.number

-- amendments
-- What they wanted a text to say, in each revision; the reasons are a post.
select json_build_object('proposal_id', a.proposal_id, 'number', a.number, 'post_id', a.post_id, 'revision', r.number, 'base', r.base, 'at', r.at,
    'changes', coalesce((
        select json_agg(json_build_object('first', c.first, 'dropped', c.dropped, 'added', c.added) order by c.place)
        from amendment_change c where c.amendment_id = r.amendment_id and c.revision = r.number
    ), '[]'::json))::text as line
from amendment a
join amendment_revision r on r.amendment_id = a.id
join member m on m.room_id = a.room_id and m.number = a.by
where m.person_id = $1 order by a.id, r.number

-- amendments_ended
-- What they made of amendments, their own among them, and why; of one that was taken in part, which changes.
select json_build_object('proposal_id', e.proposal_id, 'number', a.number, 'revision', e.revision, 'outcome', e.outcome, 'version', e.version,
    'taken', (
        select json_agg(t.place order by t.place) from amendment_taken t where t.amendment_id = e.amendment_id
    ), 'reason', e.reason, 'at', e.at)::text as line
from amendment_end e
join amendment a on a.id = e.amendment_id
join member m on m.room_id = e.room_id and m.number = e.by
where m.person_id = $1 order by e.amendment_id

-- support
select json_build_object('proposal_id', s.proposal_id, 'room_id', s.room_id, 'version', s.version, 'at', s.at)::text as line
from support s join member m on m.room_id = s.room_id and m.number = s.number
where m.person_id = $1 order by s.proposal_id

-- arguments_reused
select json_build_object('proposal_id', u.proposal_id, 'post_id', u.post_id, 'stance', u.stance, 'at', u.at, 'ended_at', u.ended_at)::text as line
from argument_use u join member m on m.room_id = u.room_id and m.number = u.by
where m.person_id = $1 order by u.id

-- answers_marked
select json_build_object('proposal_id', w.proposal_id, 'post_id', w.post_id, 'answer_id', w.answer_id, 'at', w.at, 'ended_at', w.ended_at)::text as line
from argument_answer w join member m on m.room_id = w.room_id and m.number = w.by
where m.person_id = $1 order by w.id

-- comments_on_proposals
-- What their posts are about; the words of the posts are in their part.
select json_build_object('post_id', a.post_id, 'held_id', a.held_id, 'proposal_id', a.proposal_id, 'version', a.version,
    'article', a.place, 'passage', a.words, 'at', a.at)::text as line
from post_anchor a
left join post p on p.id = a.post_id
left join held_post h on h.id = a.held_id
join member m on m.room_id = a.room_id and m.number = coalesce(p.author, h.author)
where m.person_id = $1 order by a.id

-- consultations
select json_build_object('proposal_id', c.proposal_id, 'number', c.number, 'opened_by_them', o.person_id is not null, 'opened_at', c.opened_at,
    'closes_at', c.closes_at, 'closed_by_them', e.person_id is not null, 'closed_at', c.closed_at)::text as line
from consultation c
left join member o on o.room_id = c.room_id and o.number = c.opened_by and o.person_id = $1
left join member e on e.room_id = c.room_id and e.number = c.closed_by and e.person_id = $1
where o.person_id is not null or e.person_id is not null
order by c.proposal_id, c.number

-- dispositions
select json_build_object('post_id', d.post_id, 'number', d.number, 'kind', d.kind, 'reason', d.reason, 'at', d.at)::text as line
from disposition d join member m on m.room_id = d.room_id and m.number = d.by
where m.person_id = $1 order by d.post_id, d.number

-- votes
-- Of a secret vote nobody knows more than that they have cast.
select json_build_object('vote_id', v.id, 'title', v.title, 'secret', v.secret, 'opened_at', v.opened_at, 'closed_at', v.closed_at,
    'opened_by_them', v.opened_by = m.number, 'annulled_by_them', coalesce(v.annulled_by = m.number, false),
    'on_roll', l.number is not null, 'cast', t.number is not null, 'ballots', (
        select coalesce(json_agg(json_build_object('leaf', b.leaf, 'at', b.at, 'ballot', split_part(f.record, e'\n', 6), 'reason', w.text)
            order by b.leaf), '[]')
        from vote_ballot b
        join vote_leaf f on f.vote_id = b.vote_id and f.leaf = b.leaf
        left join vote_reason w on w.vote_id = b.vote_id and w.leaf = b.leaf
        where b.vote_id = v.id and b.number = m.number
    ))::text as line
from member m
join vote v on v.room_id = m.room_id
left join vote_roll l on l.vote_id = v.id and l.number = m.number
left join vote_turnout t on t.vote_id = v.id and t.number = m.number
where m.person_id = $1 and (l.number is not null or m.number in (v.opened_by, v.annulled_by))
order by v.id

-- positions
select json_build_object('post_id', s.post_id, 'room_id', s.room_id, 'position', s.position, 'at', s.at)::text as line
from position s join member m on m.room_id = s.room_id and m.number = s.number
where m.person_id = $1 order by s.post_id

-- reactions
select json_build_object('post_id', r.post_id, 'room_id', r.room_id, 'reaction', r.reaction, 'at', r.at)::text as line
from reaction r join member m on m.room_id = r.room_id and m.number = r.number
where m.person_id = $1 order by r.post_id, r.reaction

-- files
select json_build_object('id', id, 'room_id', room_id, 'name', name, 'type', type, 'size_bytes', size_bytes,
    'sha256', encode(digest, 'hex'), 'alt', alt, 'uploaded_at', uploaded_at, 'post_id', post_id,
    'address', '/files/' || id || '/' || name)::text as line
from file where person_id = $1 order by id

-- unsent
select json_build_object('room_id', room_id, 'thread_id', thread_id, 'parent_id', parent_id, 'kind', kind, 'body', body, 'at', at)::text as line
from own_unsent where person_id = $1 and body <> '' order by at

-- mutes
select json_build_object('person_id', muted_id, 'room_id', room_id, 'since', since)::text as line
from mute where person_id = $1 order by since

-- reading
select json_build_object('room_id', room_id, 'ranges', ranges::text)::text as line
from reading where person_id = $1 order by room_id

-- notices
select json_build_object('room_id', room_id, 'kind', kind, 'thread_id', thread_id, 'post_id', post_id, 'act_id', act_id, 'at', at,
    'read_at', read_at)::text as line
from notice where person_id = $1 order by id

-- settings
select json_build_object('room_id', null, 'mail', mail, 'hour', hour)::text as line from telling where person_id = $1
union all
select json_build_object('room_id', room_id, 'mail', mail, 'inbox', inbox)::text from telling_in_room where person_id = $1
union all
select json_build_object('daily_letter_of', day)::text from digest where person_id = $1

-- letters
select json_build_object('kind', kind, 'recipient', recipient, 'facts', facts, 'at', at, 'sent_at', sent_at,
    'dropped_at', dropped_at)::text as line
from letter where person_id = $1 order by id

-- reports
select json_build_object('post_id', c.post_id, 'reason', r.reason, 'words', r.words, 'at', r.at, 'decided_at', c.decided_at)::text as line
from report r join moderation_case c on c.id = r.case_id
where r.person_id = $1 order by r.id

-- decisions
-- What was decided about them, as they are told it; who decided, what waits, and what only moderators may read, is not.
select json_build_object('post_id', c.post_id, 'held_id', c.held_id, 'act', a.act, 'reason', a.reason, 'ground', a.ground, 'at', a.at, 'until', a.until,
    'public_note', a.public_note)::text as line
from moderation_act a join moderation_case c on c.id = a.case_id
where a.person_id = $1 and (a.act <> 'approve' or c.held_id is not null) order by a.id

-- reviews
select json_build_object('act_id', act_id, 'words', words, 'asked_at', asked_at, 'due_at', due_at, 'outcome', outcome,
    'decided_at', decided_at, 'note', note)::text as line
from review where person_id = $1 order by act_id

-- offices
select json_build_object('office', 'administrator', 'since', since)::text as line from administrator where person_id = $1
union all
select json_build_object('office', 'first administrator', 'link_of', created_at)::text from first_link where used_by = $1

-- requests
select json_build_object('kind', d.kind, 'words', d.words, 'asked_at', d.asked_at, 'due_at', d.due_at, 'outcome', d.outcome,
    'decided_at', d.decided_at, 'ground', a.ground, 'note', a.public_note)::text as line
from data_request d left join moderation_act a on a.id = d.act_id where d.person_id = $1 order by d.id

-- record
select json_build_object('id', id, 'at', at, 'act', act, 'session_id', session_id, 'facts', facts, 'room_ids', room_ids)::text as line
from audit where person_id = $1 order by id

-- commands
-- What they were answered, kept for retries.
select json_build_object('key', key, 'at', at, 'answer', answer)::text as line
from command where person_id = $1 order by at
