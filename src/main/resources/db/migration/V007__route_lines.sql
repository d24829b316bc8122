-- M2M-24: what the route page shows, a line for each destination and one for each group without routes. The id is
-- the same for the same line as long as it exists; it is made of the route's and the place within it.
create view route_line as
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
       d.share
from sim_group g
     join organisation o on o.id = g.organisation_id
     left join route r on r.group_id = g.id
     left join route_destination d on d.route_id = r.id;
