-- Mails on their way out (ACC-3). What is here is not lost because a mail server is away: it is tried again until it is
-- taken, refused for good, or too old. The text is sealed, because it may hold a link that opens an account, and it is
-- forgotten as soon as a mail server has taken it.
create table mail (
    id          uuid primary key,
    account_id  uuid references account (id) on delete set null,
    purpose     text not null check (length(purpose) between 1 and 60),
    recipient   text not null check (length(recipient) between 1 and 320),
    subject     text not null check (length(subject) <= 300),
    body        bytea,
    state       text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'KEPT', 'REFUSED', 'GIVEN_UP')),
    attempts    integer not null default 0,
    created_at  timestamptz not null default now(),
    next_at     timestamptz not null default now(),
    sent_at     timestamptz,
    problem     text not null default ''
);
comment on column mail.body is 'sealed with secret.key; null once a mail server has taken it';
comment on column mail.next_at is 'not tried before; while it is being tried, when somebody else may';
create index mail_waiting on mail (next_at) where state = 'WAITING';
create index mail_created on mail (created_at desc);
create trigger mail_announce after insert or update or delete on mail
    for each statement execute function announce_change();

-- Rights that are new: whoever manages organisations manages their people, and reads what was done to them.
insert into account_right (account_id, name)
select account_id, fresh.name
from account_right cross join (values ('MANAGE_ACCOUNTS'), ('READ_AUDIT')) as fresh (name)
where account_right.name = 'MANAGE_ORGANISATIONS'
on conflict do nothing;
-- Mails hold links that open accounts: only who may do everything of the operator's already may see them.
insert into account_right (account_id, name)
select account_id, 'MANAGE_MAIL' from account_right
where name in ('MANAGE_ORGANISATIONS', 'MANAGE_NAS', 'APPROVE_DESTINATIONS', 'MANAGE_NODES')
group by account_id having count(*) = 4
on conflict do nothing;
