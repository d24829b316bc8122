-- M2M-31: what happens to open connections whose destination leaves the route, or is marked down.
alter table route
    add column on_removal text not null default 'KEEP' check (on_removal in ('KEEP', 'DRAIN', 'CUT')),
    add column removal_drain_seconds integer not null default 300 check (removal_drain_seconds between 1 and 86400),
    add column on_failure text not null default 'KEEP' check (on_failure in ('KEEP', 'DRAIN', 'CUT')),
    add column failure_drain_seconds integer not null default 300 check (failure_drain_seconds between 1 and 86400);

create or replace view route_line as
select md5(coalesce(r.id::text || '/' || d.position, g.id::text))::uuid as id,
       g.organisation_id,
       o.name           as organisation,
       g.id             as group_id,
       g.name           as group_name,
       r.id             as route_id,
       r.input_port,
       r.type,
       r.label,
       r.health_check,
       d.position,
       d.host,
       d.port,
       d.priority,
       d.share,
       r.on_removal,
       r.removal_drain_seconds,
       r.on_failure,
       r.failure_drain_seconds
from sim_group g
     join organisation o on o.id = g.organisation_id
     left join route r on r.group_id = g.id
     left join route_destination d on d.route_id = r.id;
