-- M2M-10: what somebody wants to be told of.
create table alert_rule (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    name             text not null check (length(name) between 1 and 80),
    kind             text not null check (kind in ('DAY_BYTES', 'MONTH_BYTES', 'SILENCE', 'SESSIONS', 'REFUSALS', 'NEW_DEVICE',
        'TOTAL_DAY_BYTES', 'TOTAL_MONTH_BYTES')),
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
    question         integer not null default 1,
    evaluated_at     timestamptz,
    missed           integer not null default 0,
    looked_from      timestamptz,
    look_at          timestamptz not null default 'epoch',
    took_millis      integer not null default 0,
    failures         integer not null default 0,
    past_failures    integer not null default 0,
    failing_since    timestamptz,
    mailed_seq       bigint not null default 0,
    mailed_at        timestamptz,
    constraint alert_rule_total_check check (kind not like 'TOTAL%' or scope <> 'SIM' and not suspends)
);
comment on column alert_rule.threshold is 'bytes, sessions or refusals above which; hours of silence; not used for a new device';
comment on column alert_rule.window_minutes is 'in which sessions and refusals are counted';
comment on column alert_rule.recipients is 'accounts that get mails';
comment on column alert_rule.by_hand is 'a card is told of again only when somebody has closed its alert';
comment on column alert_rule.question is 'which of the things it has asked for: what was told of another is told anew';
comment on column alert_rule.missed is 'cards the last look left out because there were too many at once';
comment on column alert_rule.looked_from is 'what happened before it was looked at and is told; null for a new rule. Only a whole look moves it';
comment on column alert_rule.look_at is 'when it is looked at next';
comment on column alert_rule.took_millis is 'how long the last look took: slow rules do not hold up quick ones';
comment on column alert_rule.failures is 'looks that failed since the last that did not';
comment on column alert_rule.past_failures is 'looks that failed at a day or month that is over, since the last that did not';
-- a number, not a moment: the alerts of one look have the same moment, and are added in more than one transaction
comment on column alert_rule.mailed_seq is 'its alerts up to this one were written to people';
comment on column alert_rule.mailed_at is 'when, as long as looks leave something for the next; else null';
create unique index alert_rule_name on alert_rule (organisation_id, lower(name));
create index alert_rule_due on alert_rule (look_at) where enabled;
create trigger alert_rule_announce after insert or delete or update of name, enabled, version, missed, failing_since on alert_rule
    for each row execute function announce_change();

create table alert (
    id               uuid primary key,
    seq              bigint generated always as identity,
    rule_id          uuid references alert_rule (id) on delete set null,
    rule_name        text not null,
    kind             text not null,
    severity         text not null,
    question         integer not null default 1,
    organisation_id  uuid not null,
    scope            text not null default 'SIM' check (scope in ('ORGANISATION', 'GROUP', 'SIM')),
    subject_id       uuid not null,
    subject          text not null,
    episode          text not null check (length(episode) <= 100),
    value            bigint not null,
    threshold        bigint not null,
    opened_at        timestamptz not null,
    ended_at         timestamptz,
    state            text not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
    changed_at       timestamptz,
    changed_by       text not null default '',
    note             text not null default '' check (length(note) <= 500),
    action           text not null default '' check (length(action) <= 300),
    action_at        timestamptz,
    action_tries     integer not null default 0
);
comment on column alert.question is 'what the rule asked for then';
comment on column alert.scope is 'what it is about';
comment on column alert.subject is 'the number of a card, the name of a group or organisation';
comment on column alert.episode is 'the day, month, device or beginning it is about: told once';
comment on column alert.ended_at is 'since when what it tells is no longer so';
comment on column alert.action is 'what came of the suspension the rule wants; empty when it wants none';
comment on column alert.action_at is 'when the suspension is asked for next; null when nothing is to be asked';
create unique index alert_episode on alert (rule_id, subject_id, question, episode);
-- hysteresis: one condition makes one alert, however long it lasts and whichever node looks
create unique index alert_lasting on alert (rule_id, subject_id) where ended_at is null;
create index alert_organisation on alert (organisation_id, seq desc);
create index alert_open on alert (organisation_id) where state = 'OPEN';
create index alert_of_rule on alert (rule_id, seq);
create index alert_subject on alert (subject_id, seq desc);
create index alert_action on alert (action_at) where action_at is not null;
create index alert_opened on alert (opened_at desc, seq desc);
create trigger alert_announce after insert or update or delete on alert
    for each row execute function announce_change();

-- A right that is new: whoever manages cards decides what is told of them.
insert into account_right (account_id, name)
select account_id, 'MANAGE_ALERTS' from account_right where name = 'MANAGE_SIMS'
on conflict do nothing;

-- A suspension that was refused is asked for again.
create index sim_request_refused on sim_request (answered_at) where state in ('REFUSED', 'FAILED');

-- What a card carried on the last day it was heard (UTC), beside what it carried in the month: rules of a million cards look at
-- narrow rows, and not at the day's hours.
alter table sim_activity add column day date not null default date '1970-01-01', add column day_bytes bigint not null default 0;
