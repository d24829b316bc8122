-- The order of cards by their creation, for who sees all and for who sees some organisations: a million cards
-- were sorted for each page (209 ms). The column never changes, so no update pays for it.
create index sim_created on sim (created_at, id);
create index sim_organisation_created on sim (organisation_id, created_at, id);
