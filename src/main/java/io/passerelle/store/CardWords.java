package io.passerelle.store;

import static io.passerelle.store.db.Tables.SIM;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Finds by what a SIM card is called: part of its number, telephone number, IMSI or label.
 * Sessions, connections and attempts are searched by their cards, whose words have an index; theirs
 * would be the largest of the database.
 */
public final class CardWords {

    /** Up to so many cards, rows are looked up by card; of more, most pages soon have enough. */
    private static final int FEW = 1_000;

    /** The expression of the trigram index sim_search: search must use the very same one. */
    private static final Field<String> WORDS =
            DSL.field(
                    "({0} || ' ' || coalesce({1}, '') || ' ' || coalesce({2}, '') || ' ' || lower({3}))",
                    String.class, SIM.ICCID, SIM.MSISDN, SIM.IMSI, SIM.LABEL);

    private CardWords() {}

    /** What cards a word finds meet. */
    public static Condition of(String word) {
        return WORDS.like("%" + escape(word.toLowerCase(Locale.ROOT)) + "%");
    }

    /**
     * What rows meet whose card a word finds; looks for the cards at once.
     *
     * @param card the rows' column that names it
     */
    public static Condition of(DSLContext dsl, Field<UUID> card, String word) {
        List<UUID> few = dsl.select(SIM.ID).from(SIM).where(of(word)).limit(FEW + 1).fetch(SIM.ID);
        if (few.isEmpty()) {
            return DSL.falseCondition();
        }
        return few.size() <= FEW
                ? card.eq(DSL.any(few.toArray(UUID[]::new)))
                : DSL.exists(DSL.selectOne().from(SIM).where(SIM.ID.eq(card)).and(of(word)));
    }

    private static String escape(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
