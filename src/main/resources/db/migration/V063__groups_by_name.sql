-- Cards by group: groups in the order of their names, and each one's cards from sim_group_of, end with the page. Without
-- this order every card is joined with its group and sorted. Groups are few and hardly ever change.
create index sim_group_in_order on sim_group (name, id);
