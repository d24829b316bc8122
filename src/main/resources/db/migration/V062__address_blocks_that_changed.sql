-- The keeper of address blocks hears of them and frees those of nodes that stopped for good: a delete that finds none must not
-- announce anything, or it looks again at once, for ever (see V028).
drop trigger address_block_announce on address_block;
create trigger address_block_announce after insert or update or delete on address_block
    for each row execute function announce_change();
