-- M2M-11: guards of a card and its tags.
alter table sim
    add column tags                   text[] not null default '{}',
    add column imei                   text check (imei ~ '^[0-9]{14}$'),
    add column termination_protected  boolean not null default false,
    add column expires_at             timestamptz,
    add column expiry_action          text check (expiry_action in ('SUSPEND', 'TERMINATE')),
    add column expiry_warned_at       timestamptz,
    add column expiry_done_at         timestamptz,
    add constraint sim_expiry check ((expires_at is null) = (expiry_action is null));
comment on column sim.imei is 'the one device that may use the card: an IMEI without its check digit; null for any';
comment on column sim.expiry_done_at is 'when its action was asked for, by one node, once';
create index sim_tags on sim using gin (tags) where cardinality(tags) > 0;
create index sim_expires on sim (expires_at) where expires_at is not null and expiry_done_at is null;
create index sim_expiry_near on sim (expires_at) where expires_at is not null and expiry_done_at is null
    and expiry_warned_at is null;
create index sim_imei on sim (imei) where imei is not null;

drop trigger sim_stamp on sim;
drop trigger sim_announce on sim;
create trigger sim_stamp before update of organisation_id, group_id, access_point_id, iccid, msisdn, imsi, operator,
    status, status_before, roaming, options, label, user_name, password, static_address, session_limit, max_connections,
    imei
    on sim for each row execute function stamp_change();
create trigger sim_announce after insert or delete or update of organisation_id, group_id, access_point_id, iccid,
    msisdn, imsi, operator, status, status_before, roaming, options, label, user_name, password, static_address,
    session_limit, max_connections, imei, tags, termination_protected, expires_at, expiry_action, expiry_done_at
    on sim for each statement execute function announce_change();

-- The tags of an organisation's cards, to choose from: finding them among a million cards takes longer than a page may.
create table sim_tag (
    organisation_id  uuid not null references organisation (id),
    tag              text not null check (length(tag) between 1 and 40),
    primary key (organisation_id, tag)
);

-- Which device asked, where the network tells it.
alter table authentication add column imeisv text not null default '';
