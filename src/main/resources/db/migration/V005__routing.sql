-- M2M-21: a route of a group, from an input port to one or more destinations.
create table route (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    group_id         uuid not null references sim_group (id),
    input_port       integer not null check (input_port between 1 and 65535),
    type             text not null check (type in ('DEFAULT', 'HTTP', 'HTTPS', 'MQTT', 'MQTTS')),
    label            text not null default '' check (length(label) <= 120),
    health_check     text not null default 'TCP' check (health_check in ('NONE', 'TCP', 'TLS')),
    idle_seconds     integer not null default 3600 check (idle_seconds between 1 and 604800),
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    version          integer not null default 1
);
create unique index route_port on route (group_id, input_port);
create index route_organisation on route (organisation_id);
create trigger route_announce after insert or update or delete on route
    for each statement execute function announce_change();

create table route_destination (
    route_id  uuid not null references route (id) on delete cascade,
    position  integer not null check (position >= 0),
    host      text not null check (length(host) between 1 and 253),
    port      integer not null check (port between 1 and 65535),
    priority  integer not null default 1 check (priority between 1 and 1000000),
    share     integer not null default 1 check (share between 1 and 1000000),
    primary key (route_id, position)
);
create trigger route_destination_announce after insert or update or delete on route_destination
    for each statement execute function announce_change();

-- M2M-26: internal networks the operator allows as destinations of one organisation and all below it.
create table approved_network (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    network          cidr not null,
    note             text not null default '' check (length(note) <= 200),
    approved_by      text not null,
    approved_at      timestamptz not null default now(),
    unique (organisation_id, network)
);
create trigger approved_network_announce after insert or update or delete on approved_network
    for each statement execute function announce_change();
