-- M2M-46: cards that go straight to the Internet, on the mobile operator's own access point (public APN). Nothing of them passes
-- through here: no access point of the platform, no address, no session.
alter table sim
    add column kind text not null default 'PRIVATE' check (kind in ('PRIVATE', 'PUBLIC')),
    add constraint sim_public check (kind = 'PRIVATE' or (access_point_id is null and static_address is null));
comment on column sim.kind is 'PRIVATE: by the platform''s access points; PUBLIC: by the mobile operator''s, its usage known from invoice records only';
-- few among many
create index sim_public_of on sim (iccid, id) include (organisation_id) where kind = 'PUBLIC';
create trigger sim_stamp_kind before update of kind on sim for each row execute function stamp_change();
create trigger sim_announce_kind after update of kind on sim for each statement execute function announce_change();
