-- ALL-4: the processes that share this database, one row for each. Only what people did or a change of state is
-- announced; the heartbeat (seen_at and the counts) is not.
create table node (
    id               uuid primary key,
    name             text not null check (length(name) between 1 and 120),
    version          text not null default '',
    roles            text[] not null default '{}',
    address          text not null default '',
    portal_url       text not null default '',
    state            text not null check (state in ('STARTING', 'SERVING', 'DRAINING', 'STOPPED')),
    started_at       timestamptz not null,
    seen_at          timestamptz not null default now(),
    sessions         integer not null default 0,
    connections      integer not null default 0,
    drain_asked_at   timestamptz,
    drain_asked_by   text not null default '',
    short_of         text[] not null default '{}'
);
comment on column node.id is 'the file node.id of its data folder: the same after a restart, whatever its name';
comment on column node.short_of is 'pools of which it has hardly any address left: others hand blocks over';
create trigger node_announce after insert or delete or update of name, version, roles, address, portal_url, state,
    started_at, drain_asked_at, drain_asked_by, short_of on node
    for each statement execute function announce_change();

-- Whoever may manage network access servers may look after nodes, until the operator decides otherwise.
insert into account_right (account_id, name)
select account_id, 'MANAGE_NODES' from account_right where name = 'MANAGE_NAS';

-- The key that seals secrets (secret.key), by its fingerprint: a node with another key could read none of them.
create table secret_key (
    one          boolean primary key default true check (one),
    fingerprint  text not null
);

-- Which sessions opened, moved or ended, so that every node follows without reading sessions over and over. Rows
-- live for minutes. node is the one that wrote it: set on each of its connections, empty for other programs.
create table session_news (
    id           bigint generated always as identity primary key,
    changed_in   xid8 not null default pg_current_xact_id(),
    at           timestamptz not null default now(),
    node         text not null default coalesce(current_setting('passerelle.node', true), ''),
    session_ids  uuid[] not null
);
create index session_news_changed on session_news (changed_in);

-- Alone, nobody is told: a node that comes later reads all sessions when it starts.
create function announce_session_news() returns void language plpgsql as $$
begin
    if exists (select from node where id::text <> coalesce(current_setting('passerelle.node', true), '')
            and state <> 'STOPPED' and seen_at > now() - interval '1 day') then
        perform pg_notify('passerelle', 'session_news');
    end if;
end $$;

-- One row for all sessions a statement opened.
create function session_opened() returns trigger language plpgsql as $$
begin
    insert into session_news (session_ids) select array_agg(id) from opened having count(*) > 0;
    if found then
        perform announce_session_news();
    end if;
    return null;
end $$;
create trigger session_opened after insert on session referencing new table as opened
    for each statement execute function session_opened();

-- Counters move thousands of times a second and tell nobody anything: the condition is judged before the call.
create function session_changed() returns trigger language plpgsql as $$
begin
    insert into session_news (session_ids) values (array[new.id]);
    perform announce_session_news();
    return null;
end $$;
create trigger session_changed after update on session for each row
    when (old.ended_at is distinct from new.ended_at or old.address is distinct from new.address)
    execute function session_changed();

-- M2M-7: parts of address pools, each given out by one node only. A node takes its blocks ahead of time and gives
-- addresses out of them without asking anybody. They stay its own while it is away: it may be serving.
create table address_block (
    network   cidr primary key,
    node_id   uuid not null references node (id) on delete cascade,
    taken_at  timestamptz not null default now(),
    exclude using gist (network inet_ops with &&)
);
create index address_block_node on address_block (node_id);
create trigger address_block_announce after insert or update or delete on address_block
    for each statement execute function announce_change();
