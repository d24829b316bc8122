-- M2M-27: the ways out of the gateway. A link is one row, so that who reads it never sees half of a change: its networks are
-- CIDRs, its ends are where it begins on each node: [{node, ipv4, ipv6, device}], an empty node standing for every other one.
create table egress_link (
    id              uuid primary key,
    name            text not null check (length(name) between 1 and 60),
    kind            text not null check (kind in ('INTERNET', 'IPSEC', 'MPLS', 'LEASED_LINE')),
    priority        integer not null default 1 check (priority between 1 and 1000000),
    enabled         boolean not null default true,
    fallback        text not null check (fallback in ('NONE', 'LINKS', 'DEFAULT')),
    networks        text[] not null check (cardinality(networks) between 1 and 256),
    ends            jsonb not null,
    check_address   inet,
    check_port      integer check (check_port between 1 and 65535),
    check_interval  integer not null default 5 check (check_interval between 1 and 3600),
    check_fall      integer not null default 2 check (check_fall between 1 and 100),
    check_rise      integer not null default 2 check (check_rise between 1 and 100),
    note            text not null default '' check (length(note) <= 200),
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    version         integer not null default 1,
    check ((check_address is null) = (check_port is null))
);
create unique index egress_link_name on egress_link (lower(name));
create trigger egress_link_announce after insert or update or delete on egress_link
    for each statement execute function announce_change();

-- How each node sees each link: written by the node when that changes.
create table egress_link_state (
    link_id  uuid not null references egress_link (id) on delete cascade,
    node     text not null,
    state    text not null,
    detail   text not null default '',
    since    timestamptz not null,
    primary key (link_id, node)
);
create trigger egress_link_state_announce after insert or update or delete on egress_link_state
    for each row execute function announce_change();

-- A destination may be pinned to a link; a link somebody counts on cannot be deleted.
alter table route_destination add column link_id uuid references egress_link (id);
create index route_destination_link on route_destination (link_id) where link_id is not null;

create or replace view route_line as
select md5(coalesce(r.id::text || '/' || d.position, g.id::text))::uuid as id,
       g.organisation_id,
       o.name           as organisation,
       g.id             as group_id,
       g.name           as group_name,
       r.id             as route_id,
       r.input_port,
       r.type,
       r.label,
       r.health_check,
       d.position,
       d.host,
       d.port,
       d.priority,
       d.share,
       r.on_removal,
       r.removal_drain_seconds,
       r.on_failure,
       r.failure_drain_seconds,
       d.link_id
from sim_group g
     join organisation o on o.id = g.organisation_id
     left join route r on r.group_id = g.id
     left join route_destination d on d.route_id = r.id;

-- M2M-28: the link a connection left by, by the name it had then; null for the machine's own way.
alter table connection add column link text;
-- An index of its own: the others' traits need not be read again for a column that is empty so far.
create index connection_link on connection using brin (
    link text_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01)
) with (pages_per_range = 32);

-- Whoever may look after nodes may look after their links, until the operator decides otherwise.
insert into account_right (account_id, name)
select account_id, 'MANAGE_LINKS' from account_right where name = 'MANAGE_NODES'
on conflict do nothing;
