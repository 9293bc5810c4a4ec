-- new_epochs
with renewed as (update room set epoch = epoch + 1 returning true)
select count(*)::int from renewed

-- log_goes_on
-- Under another name, and with the key of whoever starts first: what was signed after the backup is not its past.
update audit_head set key = null, restored = restored + 1

-- votes_go_on
-- The logs of votes likewise, from the next head on.
update vote_ledger set key = null, restored = restored + 1

-- end_sessions
with ended as (update session set ended_at = now() where ended_at is null returning true)
select count(*)::int from ended
