-- What connections are looked for by, and hardly ever lead to many: a route, an address, a destination, a rare end. A trait
-- of six hundred neighbouring rows is kept in a few bytes (a Bloom filter), made when their pages are full, so that writing a
-- connection follows two indexes fewer; the whole is a tenth of what one of those took. It answers "where could it be", in
-- any order: HistorySearch asks it where the newest rows did not have enough.
drop index connection_route;
drop index connection_end;
create index connection_traits on connection using brin (
    route_id            uuid_bloom_ops (n_distinct_per_range = 400, false_positive_rate = 0.01),
    source_address      inet_bloom_ops (n_distinct_per_range = 600, false_positive_rate = 0.002),
    destination         text_bloom_ops (n_distinct_per_range = 200, false_positive_rate = 0.005),
    destination_address inet_bloom_ops (n_distinct_per_range = 200, false_positive_rate = 0.005),
    end_reason          text_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01),
    input_port          int4_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01),
    node                text_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01)
) with (pages_per_range = 32);

-- Summarises pages that were filled since the last time; how many ranges.
create function summarise_parts(of_index text) returns integer language sql as $$
    select coalesce(sum(brin_summarize_new_values(inhrelid::regclass)), 0)::integer
    from pg_inherits where inhparent = format('public.%I', of_index)::regclass
$$;

-- Every destination a connection led to: some thousands, in which a part of a name is soon found, or soon known to be nowhere.
create table connection_destination (
    destination  text primary key,
    seen_at      timestamptz not null default now()
);
comment on column connection_destination.seen_at is 'to the day: nodes tell once a day';
insert into connection_destination (destination) select distinct destination from connection where destination <> '';
