-- M2M-7: the network access servers (GGSN, PGW) that may speak RADIUS to us.
create table nas (
    id                      uuid primary key,
    name                    text not null check (length(name) between 1 and 80),
    network                 cidr not null,
    secret                  bytea not null,
    message_authenticator   text not null default 'AUTO' check (message_authenticator in ('YES', 'NO', 'AUTO')),
    -- set once a signed request was seen: AUTO then requires the attribute for good
    signs_requests          boolean not null default false,
    certificate_name        text check (length(certificate_name) between 1 and 200),
    enabled                 boolean not null default true,
    created_at              timestamptz not null default now(),
    version                 integer not null default 1,
    changed_in              xid8 not null default pg_current_xact_id()
);
comment on column nas.secret is 'sealed by SecretBox';
comment on column nas.certificate_name is 'subject alternative name or common name of the RadSec client certificate';
create unique index nas_name on nas (lower(name));
create unique index nas_network on nas (network);
create unique index nas_certificate on nas (lower(certificate_name));
create trigger nas_stamp before insert or update on nas for each row execute function stamp_change();
create trigger nas_announce after insert or update or delete on nas for each statement execute function announce_change();

-- M2M-8: sessions. octets and packets are cumulative and never fall: a record written twice or late changes nothing.
create table session (
    id               uuid primary key,
    sim_id           uuid not null references sim (id),
    organisation_id  uuid not null references organisation (id),
    nas_id           uuid not null references nas (id),
    nas_address      inet,
    acct_session_id  text not null,
    access_point     text not null default '',
    address          inet,
    msisdn           text not null default '',
    imsi             text not null default '',
    imeisv           text not null default '',
    radio            text not null default '',
    visited_network  text not null default '',
    started_at       timestamptz not null,
    last_at          timestamptz not null,
    interim_seconds  integer not null default 0,
    ended_at         timestamptz,
    end_reason       text,
    terminate_cause  text,
    octets_in        bigint not null default 0,
    octets_out       bigint not null default 0,
    packets_in       bigint not null default 0,
    packets_out      bigint not null default 0
) with (fillfactor = 80); -- room on the page for counters that change every few minutes
comment on column session.octets_in is 'received from the terminal (Acct-Input-Octets and -Gigawords)';
comment on column session.octets_out is 'sent to the terminal (Acct-Output-Octets and -Gigawords)';
create index session_sim on session (sim_id, started_at desc);
create index session_organisation on session (organisation_id, started_at desc);
create index session_started on session (started_at desc);
comment on column session.nas_address is 'the box that reports it: an entry of nas may cover several';
create index session_ended on session (ended_at desc) where ended_at is not null;
create index session_open_sim on session (sim_id) where ended_at is null;
create index session_open on session (nas_id) where ended_at is null;
create index session_open_address on session (address) where ended_at is null;
create index session_acct on session (nas_id, acct_session_id);

create table authentication (
    id               uuid primary key,
    at               timestamptz not null,
    nas_id           uuid,
    nas_address      inet,
    sim_id           uuid,
    organisation_id  uuid,
    user_name        text not null default '',
    msisdn           text not null default '',
    imsi             text not null default '',
    access_point     text not null default '',
    method           text not null,
    accepted         boolean not null,
    reason           text not null,
    address          inet,
    session_id       uuid
);
create index authentication_at on authentication (at desc);
create index authentication_sim on authentication (sim_id, at desc);
create index authentication_organisation on authentication (organisation_id, at desc);
