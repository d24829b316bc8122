-- Extensions live in a schema of their own so that their functions never flood the generated types.
create schema ext;
create extension pg_trgm schema ext;

-- Every table a node keeps in memory carries changed_in, the transaction that last touched the row, and announces
-- itself on the channel "passerelle". A node reads "everything changed in or after the oldest transaction that was
-- still running when I read last": that misses nothing, whatever the order in which transactions commit, where a
-- plain sequence or timestamp would lose rows that were numbered early and committed late.
create function stamp_change() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end $$;

-- One announcement per statement and transaction (PostgreSQL folds equal ones): the payload is the table's name.
create function announce_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('passerelle', tg_table_name);
    return null;
end $$;
