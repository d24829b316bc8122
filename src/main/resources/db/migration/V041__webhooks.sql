-- ALL-7: where events are sent. A row of webhook_delivery is written in the transaction of its event.
create table webhook (
    id               uuid primary key,
    organisation_id  uuid not null references organisation (id),
    name             text not null check (length(name) between 1 and 80),
    url              text not null check (length(url) between 1 and 500),
    kinds            text[] not null,
    enabled          boolean not null default true,
    secret           bytea not null,
    previous_secret  bytea,
    previous_until   timestamptz,
    created_at       timestamptz not null default now(),
    created_by       text not null default '',
    version          integer not null default 1,
    -- how it fares; these columns neither stamp nor announce the row as changed by somebody
    paused_at        timestamptz,
    paused_reason    text not null default '',
    failures         integer not null default 0,
    failing_since    timestamptz,
    retry_at         timestamptz not null default 'epoch',
    succeeded_at     timestamptz
);
comment on column webhook.secret is 'sealed by SecretBox: signs what is sent';
comment on column webhook.previous_secret is 'sealed; signs as well until previous_until, so that receivers can change over';
comment on column webhook.paused_at is 'since when nothing is sent because the target said that it does not want it';
comment on column webhook.failures is 'attempts that failed since the last that did not';
comment on column webhook.retry_at is 'not tried before: a target that fails again and again is asked now and then';
create unique index webhook_name on webhook (organisation_id, lower(name));
create trigger webhook_announce after insert or delete or update of name, url, kinds, enabled, secret, paused_at, failing_since,
    version on webhook for each row execute function announce_change();

create table webhook_delivery (
    id               uuid primary key default uuidv7(),
    seq              bigint generated always as identity,
    webhook_id       uuid not null references webhook (id) on delete cascade,
    organisation_id  uuid not null,
    event_id         uuid not null,
    kind             text not null,
    subject          text not null,
    state            text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'DEAD')),
    queued_at        timestamptz not null default now(),
    attempts         integer not null default 0,
    next_at          timestamptz not null default now(),
    claimed_until    timestamptz,
    last_at          timestamptz,
    status           integer,
    millis           integer,
    answer           text not null default '' check (length(answer) <= 500),
    problem          text not null default '' check (length(problem) <= 300)
);
comment on column webhook_delivery.subject is 'deliveries of one subject are sent in the order of seq';
comment on column webhook_delivery.queued_at is 'its patience counts from here; anew when it is replayed';
comment on column webhook_delivery.claimed_until is 'while a node sends it';
comment on column webhook_delivery.status is 'HTTP status of the last attempt; null when there was no answer';
-- an event goes to a web hook once: a replay is the same row
create unique index webhook_delivery_event on webhook_delivery (event_id, webhook_id);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, next_at) where state = 'WAITING';
create index webhook_delivery_subject on webhook_delivery (webhook_id, subject, seq) where state = 'WAITING';
create index webhook_delivery_webhook on webhook_delivery (webhook_id, seq desc);
create index webhook_delivery_organisation on webhook_delivery (organisation_id, seq desc);
create index webhook_delivery_queued on webhook_delivery (queued_at);
create trigger webhook_delivery_announce after insert or delete or update of state, status, problem on webhook_delivery
    for each row execute function announce_change();

-- A right that is new: whoever manages accounts decides where their organisation's news go.
insert into account_right (account_id, name)
select account_id, 'MANAGE_WEBHOOKS' from account_right where name = 'MANAGE_ACCOUNTS'
on conflict do nothing;
