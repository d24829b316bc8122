-- ACC-3: a mail whose link has expired is not sent any more: it could only disappoint.
alter table mail add column expires_at timestamptz;
comment on column mail.expires_at is 'from when on it is of no use; null for never';
alter table mail drop constraint mail_state_check;
alter table mail add constraint mail_state_check
    check (state in ('WAITING', 'SENT', 'KEPT', 'REFUSED', 'GIVEN_UP', 'EXPIRED'));

-- ACC-7: wrong passwords, codes and tokens are refused attempts, too.
alter table audit_entry drop constraint audit_entry_outcome_check;
alter table audit_entry add constraint audit_entry_outcome_check
    check (outcome in ('DONE', 'REFUSED', 'NOT_FOUND', 'FAILED'));

-- Accounts that never got a link came with a password: they were never waiting for their owner.
update account set password_changed_at = created_at
where password_changed_at is null and not exists (select from account_link where account_id = account.id);

-- What is old is looked for to be removed.
create index account_link_expires on account_link (expires_at);
create index right_request_decided on right_request (decided_at) where decided_at is not null;

-- ACC-7: which actions the audit knows is asked for each time its page opens.
create index audit_entry_action on audit_entry (action);
