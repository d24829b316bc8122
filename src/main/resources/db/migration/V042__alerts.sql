-- M2M-10: what somebody wants to be told of.
create table alert_rule (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    name             text not null check (length(name) between 1 and 80),
    kind             text not null check (kind in ('DAY_BYTES', 'MONTH_BYTES', 'SILENCE', 'SESSIONS', 'REFUSALS', 'NEW_DEVICE')),
    scope            text not null check (scope in ('ORGANISATION', 'GROUP', 'SIM')),
    scope_id         uuid not null,
    threshold        bigint not null check (threshold >= 0),
    window_minutes   integer not null check (window_minutes between 0 and 44640),
    severity         text not null check (severity in ('INFO', 'WARNING', 'ERROR')),
    recipients       uuid[] not null default '{}',
    suspends         boolean not null default false,
    by_hand          boolean not null default false,
    enabled          boolean not null default true,
    created_at       timestamptz not null default now(),
    created_by       text not null default '',
    version          integer not null default 1,
    evaluated_at     timestamptz,
    missed           integer not null default 0
);
comment on column alert_rule.threshold is 'bytes, sessions or refusals above which; hours of silence; not used for a new device';
comment on column alert_rule.window_minutes is 'in which sessions and refusals are counted';
comment on column alert_rule.recipients is 'accounts that get mails';
comment on column alert_rule.by_hand is 'a card is told of again only when somebody has closed its alert';
comment on column alert_rule.missed is 'cards the last look left out because there were too many at once';
create unique index alert_rule_name on alert_rule (organisation_id, lower(name));
create trigger alert_rule_announce after insert or delete or update of name, enabled, version, missed on alert_rule
    for each row execute function announce_change();

create table alert (
    id               uuid primary key,
    seq              bigint generated always as identity,
    rule_id          uuid references alert_rule (id) on delete set null,
    rule_name        text not null,
    kind             text not null,
    severity         text not null,
    organisation_id  uuid not null,
    sim_id           uuid not null,
    iccid            text not null,
    episode          text not null check (length(episode) <= 100),
    value            bigint not null,
    threshold        bigint not null,
    opened_at        timestamptz not null,
    ended_at         timestamptz,
    state            text not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
    changed_at       timestamptz,
    changed_by       text not null default '',
    note             text not null default '' check (length(note) <= 500),
    action           text not null default '' check (length(action) <= 300)
);
comment on column alert.episode is 'the day, month, device or beginning it is about: told once';
comment on column alert.ended_at is 'since when what it tells is no longer so';
comment on column alert.action is 'what came of the suspension the rule wants; empty when it wants none';
create unique index alert_episode on alert (rule_id, sim_id, episode);
-- hysteresis: one condition makes one alert, however long it lasts and whichever node looks
create unique index alert_lasting on alert (rule_id, sim_id) where ended_at is null;
create index alert_organisation on alert (organisation_id, seq desc);
create index alert_open on alert (organisation_id) where state = 'OPEN';
create index alert_sim on alert (sim_id, seq desc);
create index alert_opened on alert (opened_at desc, seq desc);
create trigger alert_announce after insert or update or delete on alert
    for each row execute function announce_change();

-- A right that is new: whoever manages cards decides what is told of them.
insert into account_right (account_id, name)
select account_id, 'MANAGE_ALERTS' from account_right where name = 'MANAGE_SIMS'
on conflict do nothing;
