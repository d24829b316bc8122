-- What a customer looks for must not take what everybody has.

-- Cards by words: with their owner in the index, the words of a customer's cards alone are compared.
create extension if not exists btree_gin schema ext;
drop index sim_search;
create index sim_search on sim using gin (organisation_id, (iccid || ' ' || coalesce(msisdn, '') || ' ' || coalesce(imsi, '') ||
    ' ' || lower(label)) ext.gin_trgm_ops);
-- what one card in a hundred has is not seen among the usual hundred
alter index sim_search alter column 2 set statistics 1000;

-- Connections by where they led: a destination of many customers is a trait of nearly every page, the owner's own is not.
-- Two traits more than in V014: destination and owner, address and owner.
drop index connection_traits;
create index connection_traits on connection using brin (
    route_id            uuid_bloom_ops (n_distinct_per_range = 400, false_positive_rate = 0.01),
    source_address      inet_bloom_ops (n_distinct_per_range = 600, false_positive_rate = 0.002),
    destination         text_bloom_ops (n_distinct_per_range = 200, false_positive_rate = 0.005),
    destination_address inet_bloom_ops (n_distinct_per_range = 200, false_positive_rate = 0.005),
    end_reason          text_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01),
    input_port          int4_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01),
    node                text_bloom_ops (n_distinct_per_range = 16, false_positive_rate = 0.01),
    (uuid_hash_extended(organisation_id, hashtextextended(destination, 0)))
                        int8_bloom_ops (n_distinct_per_range = 400, false_positive_rate = 0.002),
    (uuid_hash_extended(organisation_id, hashinetextended(destination_address, 0)))
                        int8_bloom_ops (n_distinct_per_range = 400, false_positive_rate = 0.002)
) with (pages_per_range = 32);

-- Every destination, and every address it was found at, of every owner, once.
drop table connection_destination;
create table connection_destination (
    destination      text not null,
    organisation_id  uuid not null,
    is_name          boolean not null,
    seen_at          timestamptz not null default now(),
    primary key (destination, organisation_id)
);
create index connection_destination_of on connection_destination (organisation_id);
comment on column connection_destination.organisation_id is 'all zeros for nobody';
comment on column connection_destination.is_name is 'whether a connection led to it by this name; else it is but the address of one';
comment on column connection_destination.seen_at is 'to the day: nodes tell once a day';
insert into connection_destination (destination, organisation_id, is_name)
select destination, organisation_id, bool_or(is_name)
from (
    select destination, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000') as organisation_id, true as is_name
    from connection where destination <> '' group by 1, 2
    union all
    select host(destination_address), coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), false
    from connection where destination_address is not null group by 1, 2
) seen group by 1, 2;

-- the planner knows of an index's expressions what was counted since it was made
analyze sim;
analyze connection_destination;
