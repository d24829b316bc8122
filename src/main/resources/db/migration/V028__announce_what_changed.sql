-- Nodes look for what is due by an update, and a statement that changes no row must not announce anything: each announcement
-- would make every node look again, for ever. PostgreSQL folds the equal announcements of one transaction into one.
drop trigger sim_request_announce on sim_request;
create trigger sim_request_announce after insert or update or delete on sim_request
    for each row execute function announce_change();
drop trigger session_order_announce on session_order;
create trigger session_order_announce after insert or update or delete on session_order
    for each row execute function announce_change();
