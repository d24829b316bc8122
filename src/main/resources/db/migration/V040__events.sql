-- ALL-7: what happened, written in the transaction of what it tells. Kinds, and what each tells, are events.EventKind's.
create table event (
    id               uuid primary key,
    seq              bigint generated always as identity,
    at               timestamptz not null,
    kind             text not null check (length(kind) between 1 and 60),
    severity         text not null check (severity in ('INFO', 'WARNING', 'ERROR')),
    organisation_id  uuid,
    subject_kind     text not null,
    subject_id       text not null check (length(subject_id) <= 300), -- a host name and a port, at the longest
    subject_name     text not null default '' check (length(subject_name) <= 200),
    actor            text not null default '',
    node             text not null default '',
    data             jsonb not null default '{}',
    once             text
);
comment on column event.seq is 'orders what was told of one subject: several events share a millisecond';
comment on column event.organisation_id is 'whose it is; null for the operator''s own';
comment on column event.actor is 'who did it: a login or an adapter; empty for Passerelle itself';
comment on column event.node is 'the name of the node that wrote it';
comment on column event.once is 'what several nodes may notice, and is told once';
create unique index event_once on event (once) where once is not null;
create index event_organisation on event (organisation_id, id desc);
create index event_subject on event (subject_kind, subject_id, id desc);
create index event_kind on event (kind, id desc);
create index event_at on event (at desc, seq desc);
create trigger event_announce after insert on event
    for each statement execute function announce_change();
