-- What each start of a node found and repaired: sessions taken over, connections that a kill had cut off, entries that
-- waited on disk. One row a start, for whoever asks what happened in the night.
create table node_start (
    id            uuid primary key,
    node          text not null,
    at            timestamptz not null,
    unexpected    boolean not null,
    ready_millis  bigint not null,
    counts        jsonb not null default '{}'
);
comment on column node_start.unexpected is 'the process before was killed, or its machine failed';
comment on column node_start.counts is '{what: number}, see StartReport';
create index node_start_at on node_start (at desc);
