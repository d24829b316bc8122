-- The postman hears of mails and looks for what is due by an update: one that changes no row must not announce anything, or
-- he looks again at once, for ever (see V028).
drop trigger mail_announce on mail;
create trigger mail_announce after insert or update or delete on mail
    for each row execute function announce_change();
