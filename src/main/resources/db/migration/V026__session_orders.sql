-- M2M-8: what a network access server was asked to do with a session (RFC 5176), and what it answered.
create table session_order (
    id               uuid primary key,
    session_id       uuid not null,
    sim_id           uuid not null,
    organisation_id  uuid not null,
    cause            text not null check (cause in ('PERSON', 'BARRED')),
    asked_by         text not null default '',
    asked_at         timestamptz not null default now(),
    state            text not null default 'PENDING' check (state in ('PENDING', 'ACK', 'NAK', 'NO_ANSWER')),
    error_cause      integer,
    attempts         integer not null default 0,
    next_attempt_at  timestamptz default now(),
    answered_at      timestamptz
);
comment on column session_order.error_cause is 'Error-Cause of a NAK (RFC 5176 section 3.5)';
create unique index session_order_open on session_order (session_id) where state = 'PENDING';
create index session_order_session on session_order (session_id, asked_at desc);
create index session_order_due on session_order (next_attempt_at) where state = 'PENDING';
create trigger session_order_announce after insert or update or delete on session_order
    for each statement execute function announce_change();
