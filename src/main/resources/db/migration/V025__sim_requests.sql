-- M2M-2: where a card was before the request it waits for, so that a refusal or a withdrawal leads back, and so that a
-- suspended card which is to be terminated is not let in while it waits.
alter table sim add column status_before text;
drop trigger sim_stamp on sim;
drop trigger sim_announce on sim;
create trigger sim_stamp before update of organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator,
    status, status_before, roaming, options, label, user_name, password, static_address, session_limit, max_connections
    on sim for each row execute function stamp_change();
create trigger sim_announce after insert or delete or update of organisation_id, group_id, access_point_id, iccid,
    msisdn, imsi, operator, status, status_before, roaming, options, label, user_name, password, static_address,
    session_limit, max_connections on sim for each statement execute function announce_change();

-- M2M-5: what was asked of a mobile operator for one card, and what became of it.
create table sim_request (
    id               uuid primary key,
    sim_id           uuid not null references sim (id),
    organisation_id  uuid not null references organisation (id),
    action           text not null,
    state            text not null default 'PENDING'
        check (state in ('PENDING', 'SENT', 'CONFIRMED', 'REFUSED', 'WITHDRAWN', 'FAILED')),
    status_before    text not null,
    comment          text not null default '' check (length(comment) <= 500),
    asked_by         text not null,
    asked_at         timestamptz not null default now(),
    operator         text not null default '',
    adapter          text not null default '',
    attempts         integer not null default 0,
    next_attempt_at  timestamptz default now(),
    sent_at          timestamptz,
    reference        text not null default '',
    answered_at      timestamptz,
    answered_by      text not null default '',
    reason           text not null default '' check (length(reason) <= 1000)
);
comment on column sim_request.next_attempt_at is 'when a node takes it up again; null when nothing is to be done by itself';
comment on column sim_request.reference is 'the operator''s own name for it';
create unique index sim_request_open on sim_request (sim_id) where state in ('PENDING', 'SENT');
create index sim_request_due on sim_request (next_attempt_at)
    where state in ('PENDING', 'SENT') and next_attempt_at is not null;
create index sim_request_sim on sim_request (sim_id, asked_at desc);
create index sim_request_organisation on sim_request (organisation_id, asked_at desc);
create index sim_request_asked on sim_request (asked_at desc);
create trigger sim_request_announce after insert or update or delete on sim_request
    for each statement execute function announce_change();

-- M2M-5: how each mobile operator is reached; one that is not here is simulated.
create table mobile_operator (
    id             uuid primary key,
    name           text not null check (length(name) between 1 and 80),
    adapter        text not null check (adapter in ('SIMULATED', 'MANUAL', 'REST')),
    delay_seconds  integer not null default 3 check (delay_seconds between 0 and 86400),
    refuses        boolean not null default false,
    url            text not null default '' check (length(url) <= 500),
    secret         bytea,
    created_at     timestamptz not null default now(),
    version        integer not null default 1,
    changed_in     xid8 not null default pg_current_xact_id()
);
comment on column mobile_operator.secret is 'sealed by SecretBox: signs what is sent, and proves what comes in';
create unique index mobile_operator_name on mobile_operator (lower(name));
create trigger mobile_operator_stamp before insert or update on mobile_operator
    for each row execute function stamp_change();
create trigger mobile_operator_announce after insert or update or delete on mobile_operator
    for each statement execute function announce_change();
