-- ACC-5: rights that people asked for, and what became of that.
create table right_request (
    id              uuid primary key,
    account_id      uuid not null references account (id) on delete cascade,
    organisation_id uuid not null references organisation (id),
    login           text not null,
    name            text not null,
    reason          text not null default '' check (length(reason) <= 500),
    state           text not null default 'ASKED' check (state in ('ASKED', 'GRANTED', 'REFUSED')),
    asked_at        timestamptz not null default now(),
    decided_at      timestamptz,
    decided_by      text not null default '',
    answer          text not null default '' check (length(answer) <= 500)
);
create unique index right_request_open on right_request (account_id, name) where state = 'ASKED';
create index right_request_asked on right_request (asked_at desc);
create trigger right_request_announce after insert or update or delete on right_request
    for each statement execute function announce_change();
