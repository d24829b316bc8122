-- M2M-1: cards are listed by what they carried this month. The counter is of the month it names: sorted by it alone, what a card
-- carried last month stands among what others carried in this one. A card that never carried anything has the oldest month.
update sim_activity set month = date '1970-01-01' where month is null;
alter table sim_activity alter column month set default date '1970-01-01', alter column month set not null;
