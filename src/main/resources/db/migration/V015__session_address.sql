-- Who had this address, and when: ended sessions, too. Takes the place of the index of open ones alone.
create index session_address on session (address, ended_at);
drop index session_open_address;
-- sorted by group, cards are read group after group, of those somebody sees
drop index sim_group_of;
create index sim_group_of on sim (group_id, id) include (organisation_id);
