-- M2M-28: what every connection leaves behind. The id is a UUIDv7 made at accept: it sorts by time, and a record
-- written twice is one record. No foreign keys: a record outlives what it names.
create table connection (
    id                   uuid primary key,
    opened_at            timestamptz not null,
    ended_at             timestamptz not null,
    kind                 text not null,
    node                 text not null,
    organisation_id      uuid,
    sim_id               uuid,
    iccid                text not null default '',
    group_id             uuid,
    session_id           uuid,
    route_id             uuid,
    source_address       inet not null,
    source_port          integer not null,
    input_port           integer not null,
    destination          text not null default '',
    destination_address  inet,
    destination_port     integer,
    path                 jsonb not null default '[]',
    connect_millis       integer,
    bytes_up             bigint not null default 0,
    bytes_down           bigint not null default 0,
    end_reason           text not null
);
comment on column connection.path is 'every destination tried: [{destination, address, port, priority, outcome, millis}]';
create index connection_organisation on connection (organisation_id, id desc);
create index connection_sim on connection (sim_id, id desc);
create index connection_route on connection (route_id, id desc);
create index connection_opened on connection (opened_at);
