-- The order of cards by their creation: a million cards were sorted for each page (209 ms). The column never changes,
-- so no update pays for the index.
create index sim_created on sim (created_at, id) include (organisation_id);
