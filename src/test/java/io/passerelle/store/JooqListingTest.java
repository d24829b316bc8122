package io.passerelle.store;

import static io.passerelle.store.db.Tables.ORGANISATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import io.passerelle.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ALL-2: sort, filter, search and walk, on a real database, with empty values among the sorted. */
class JooqListingTest {

    private static final int ROWS = 57;
    private static final Visible ALL = new Visible.Everything();

    private static TestDatabase database;
    private static JooqListing<String> listing;
    private static UUID root;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        root = insert("root", null, "");
        for (int i = 1; i < ROWS; i++) {
            insert("customer " + i, root, i % 3 == 0 ? "100%" : "ref " + i % 5);
        }
        listing =
                JooqListing.of(
                                database.dsl(),
                                ORGANISATION,
                                ORGANISATION.ID,
                                row -> row.get(ORGANISATION.NAME))
                        .ownedBy(ORGANISATION.ID)
                        .sort("name", ORGANISATION.NAME)
                        .sort("reference", ORGANISATION.REFERENCE)
                        .sort("parent", ORGANISATION.PARENT_ID)
                        .sortSparse("parentApart", ORGANISATION.PARENT_ID)
                        .sort("createdAt", ORGANISATION.CREATED_AT)
                        .filter("parentId", Filters.ids(ORGANISATION.PARENT_ID))
                        .filter("enabled", Filters.truth(ORGANISATION.ENABLED))
                        .filter("since", Filters.since(ORGANISATION.CREATED_AT))
                        .search(word ->
                                ORGANISATION
                                        .NAME
                                        .containsIgnoreCase(word)
                                        .or(ORGANISATION.REFERENCE.containsIgnoreCase(word)))
                        .usualOrder("name", false)
                        .build();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "name, false",
        "name, true",
        "reference, false",
        "reference, true",
        "parent, false",
        "parent, true",
        "parentApart, false",
        "parentApart, true",
        "createdAt, true"
    })
    void walkInPieces_givesWhatThePageGives(String key, boolean descending) {
        ListQuery query = ListQuery.ALL.withSort(key, descending);
        List<String> walked = new ArrayList<>();
        Slice<String> slice = listing.after(ALL, query, null, 7);
        walked.addAll(slice.items());
        while (slice.next() != null) {
            slice = listing.after(ALL, query, slice.next(), 7);
            walked.addAll(slice.items());
        }
        assertThat(walked).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(walked).isEqualTo(listing.page(ALL, query, 0, 1_000));
        List<String> streamed = new ArrayList<>();
        listing.each(ALL, query, streamed::add);
        assertThat(streamed).isEqualTo(walked);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsWithoutAValue_standWhereTheyDoWhenNotReadApart(boolean descending) {
        ListQuery apart = ListQuery.ALL.withSort("parentApart", descending);
        List<String> all = listing.page(ALL, ListQuery.ALL.withSort("parent", descending), 0, 100);
        assertThat(all.indexOf("root")).isEqualTo(descending ? 0 : ROWS - 1);
        for (int rows : List.of(1, 2, ROWS - 1, ROWS)) {
            assertThat(listing.page(ALL, apart, 0, rows)).isEqualTo(all.subList(0, rows));
            assertThat(listing.after(ALL, apart, null, rows).items())
                    .isEqualTo(all.subList(0, rows));
        }
        assertThat(listing.page(ALL, apart, 5, 10)).isEqualTo(all.subList(5, 15));
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER 1, 31",
        "CUSTOMER 11, 1",
        "100%, 18",
        "%, 18",
        "_, 0",
        "ref customer, 38",
        "nothing, 0"
    })
    void words_areFoundAsTheyAreWritten(String words, int rows) {
        assertThat(listing.count(ALL, ListQuery.ALL.withSearch(words))).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "WyIwIl0", "bm90IGpzb24"})
    void cursorOfNoQuery_isRefused(String cursor) {
        assertThatThrownBy(() -> listing.after(ALL, ListQuery.ALL, cursor, 5))
                .isInstanceOf(Refused.class);
    }

    @Test
    void cursorOfAnotherQuery_isRefused() {
        String cursor = listing.after(ALL, ListQuery.ALL, null, 5).next();
        ListQuery other = ListQuery.ALL.withFilter("enabled", "true");
        assertThatThrownBy(() -> listing.after(ALL, other, cursor, 5)).isInstanceOf(Refused.class);
    }

    @Test
    void unknownKeysAndImpossibleValues_areRefused() {
        assertThatThrownBy(() ->
                        listing.page(
                                ALL, ListQuery.ALL.withSort("id; drop table sim", false), 0, 5))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> listing.count(ALL, ListQuery.ALL.withFilter("colour", "red")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> listing.count(ALL, ListQuery.ALL.withFilter("enabled", "maybe")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> listing.count(ALL, ListQuery.ALL.withFilter("since", "yesterday")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void viewerOfOneOrganisation_seesItAlone() {
        Visible one = new Visible.Organisations(Set.of(root));
        assertThat(listing.page(one, ListQuery.ALL, 0, 100)).containsExactly("root");
        assertThat(listing.count(new Visible.Organisations(Set.of()), ListQuery.ALL)).isZero();
    }

    private static UUID insert(String name, UUID parent, String reference) {
        UUID id = Ids.next();
        database.dsl()
                .insertInto(ORGANISATION)
                .set(ORGANISATION.ID, id)
                .set(ORGANISATION.PARENT_ID, parent)
                .set(ORGANISATION.KIND, parent == null ? "OPERATOR" : "CUSTOMER")
                .set(ORGANISATION.NAME, name)
                .set(ORGANISATION.REFERENCE, reference)
                .execute();
        return id;
    }
}
