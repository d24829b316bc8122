-- M2M-6: groups of SIM cards, one of them the default.
create table sim_group (
    id              uuid primary key,
    organisation_id uuid not null references organisation (id),
    name            text not null check (length(name) between 1 and 80),
    is_default      boolean not null default false,
    max_connections integer check (max_connections between 1 and 1000000),
    created_at      timestamptz not null default now(),
    version         integer not null default 1,
    changed_in      xid8 not null default pg_current_xact_id()
);
create unique index sim_group_name on sim_group (organisation_id, lower(name));
create unique index sim_group_default on sim_group (organisation_id) where is_default;
create trigger sim_group_stamp before insert or update on sim_group for each row execute function stamp_change();
create trigger sim_group_announce after insert or update or delete on sim_group
    for each statement execute function announce_change();

-- Access point names: where SIM cards sign on, and the pools their addresses come from.
create table access_point (
    id                uuid primary key,
    name              text not null check (name ~ '^[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?$'),
    pools             text[] not null default '{}',
    session_timeout   integer check (session_timeout between 60 and 31536000),
    interim_interval  integer not null default 600 check (interim_interval between 60 and 86400),
    created_at        timestamptz not null default now(),
    version           integer not null default 1,
    changed_in        xid8 not null default pg_current_xact_id()
);
create unique index access_point_name on access_point (name);
create trigger access_point_stamp before insert or update on access_point for each row execute function stamp_change();
create trigger access_point_announce after insert or update or delete on access_point
    for each statement execute function announce_change();

create table sim (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    group_id         uuid not null references sim_group (id),
    access_point_id  uuid references access_point (id),
    iccid            text not null check (iccid ~ '^[0-9]{13,22}$'),
    msisdn           text check (msisdn ~ '^[0-9]{5,15}$'),
    imsi             text check (imsi ~ '^[0-9]{14,15}$'),
    operator         text not null default '',
    status           text not null default 'ACTIVE',
    roaming          boolean not null default false,
    options          text[] not null default '{}',
    label            text not null default '' check (length(label) <= 120),
    user_name        text check (length(user_name) between 1 and 200),
    password         bytea,
    static_address   inet,
    session_limit    integer not null default 1 check (session_limit between 1 and 16),
    max_connections  integer not null default 32 check (max_connections between 1 and 10000),
    created_at       timestamptz not null default now(),
    version          integer not null default 1,
    changed_in       xid8 not null default pg_current_xact_id(),
    -- what the network reports; these columns neither stamp nor announce the row
    session_id       uuid,
    address          inet,
    last_radius_at   timestamptz,
    month            date,
    month_bytes      bigint not null default 0
);
comment on column sim.password is 'sealed by SecretBox: CHAP needs the clear text (RFC 2865 section 2.2)';
create unique index sim_iccid on sim (iccid);
create unique index sim_msisdn on sim (msisdn);
create unique index sim_imsi on sim (imsi);
create unique index sim_user_name on sim (lower(user_name));
create unique index sim_static_address on sim (static_address);
create index sim_organisation on sim (organisation_id, iccid);
create index sim_group_of on sim (group_id);
create index sim_changed on sim (changed_in);
create index sim_status on sim (status);
create index sim_label on sim (label);
create index sim_last_radius on sim (last_radius_at);
create index sim_month_bytes on sim (month_bytes);
create index sim_online on sim (iccid) where session_id is not null;
create index sim_search on sim using gin ((iccid || ' ' || coalesce(msisdn, '') || ' ' || coalesce(imsi, '') || ' ' ||
    lower(label)) ext.gin_trgm_ops);
create trigger sim_stamp_insert before insert on sim for each row execute function stamp_change();
create trigger sim_stamp before update of organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator,
    status, roaming, options, label, user_name, password, static_address, session_limit, max_connections on sim
    for each row execute function stamp_change();
create trigger sim_announce after insert or delete or update of organisation_id, group_id, access_point_id, iccid,
    msisdn, imsi, operator, status, roaming, options, label, user_name, password, static_address, session_limit,
    max_connections on sim for each statement execute function announce_change();
