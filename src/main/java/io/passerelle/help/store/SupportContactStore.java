package io.passerelle.help.store;

import static io.passerelle.store.db.Tables.SUPPORT_ADDRESS;
import static io.passerelle.store.db.Tables.SUPPORT_HOURS;
import static io.passerelle.store.db.Tables.SUPPORT_LINE;

import io.passerelle.foundation.Listing;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportHours;
import io.passerelle.help.SupportLine;
import io.passerelle.help.SupportPeriod;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** How the support is reached. */
@Repository
public class SupportContactStore {

    private final DSLContext dsl;

    SupportContactStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Every line, in order. */
    public List<SupportLine> lines() {
        return dsl.selectFrom(SUPPORT_LINE)
                .orderBy(SUPPORT_LINE.POSITION, SUPPORT_LINE.ID)
                .fetch(SupportContactStore::line);
    }

    /** One line. */
    public Optional<SupportLine> line(UUID id) {
        return dsl.selectFrom(SUPPORT_LINE)
                .where(SUPPORT_LINE.ID.eq(id))
                .fetchOptional(SupportContactStore::line);
    }

    /** The list of lines; the operator's. */
    public Listing<SupportLine> lineListing() {
        return JooqListing.of(dsl, SUPPORT_LINE, SUPPORT_LINE.ID, SupportContactStore::line)
                .sort("position", SUPPORT_LINE.POSITION)
                .sort("labelFr", SUPPORT_LINE.LABEL_FR)
                .sort("labelEn", SUPPORT_LINE.LABEL_EN)
                .sort("hours", SUPPORT_LINE.HOURS)
                .filter("hours", Filters.oneOf(SUPPORT_LINE.HOURS, SupportPeriod.class))
                .search(word ->
                        SUPPORT_LINE
                                .LABEL_FR
                                .containsIgnoreCase(word)
                                .or(SUPPORT_LINE.LABEL_EN.containsIgnoreCase(word))
                                .or(SUPPORT_LINE.NUMBER.containsIgnoreCase(word)))
                .usualOrder("position", false)
                .build();
    }

    /** Adds a line. */
    public void insert(UUID id, SupportLine.Draft draft) {
        dsl.insertInto(SUPPORT_LINE)
                .set(SUPPORT_LINE.ID, id)
                .set(SUPPORT_LINE.POSITION, draft.position())
                .set(SUPPORT_LINE.LABEL_FR, draft.labelFr())
                .set(SUPPORT_LINE.LABEL_EN, draft.labelEn())
                .set(SUPPORT_LINE.NUMBER, draft.number())
                .set(SUPPORT_LINE.HOURS, draft.hours().name())
                .execute();
    }

    /** Changes a line; false when the version is no longer the one given. */
    public boolean update(UUID id, int version, SupportLine.Draft draft) {
        return dsl.update(SUPPORT_LINE)
                        .set(SUPPORT_LINE.POSITION, draft.position())
                        .set(SUPPORT_LINE.LABEL_FR, draft.labelFr())
                        .set(SUPPORT_LINE.LABEL_EN, draft.labelEn())
                        .set(SUPPORT_LINE.NUMBER, draft.number())
                        .set(SUPPORT_LINE.HOURS, draft.hours().name())
                        .set(SUPPORT_LINE.VERSION, SUPPORT_LINE.VERSION.plus(1))
                        .where(SUPPORT_LINE.ID.eq(id))
                        .and(SUPPORT_LINE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Removes a line. */
    public void deleteLine(UUID id) {
        dsl.deleteFrom(SUPPORT_LINE).where(SUPPORT_LINE.ID.eq(id)).execute();
    }

    /** Every address, in order. */
    public List<SupportAddress> addresses() {
        return dsl.selectFrom(SUPPORT_ADDRESS)
                .orderBy(SUPPORT_ADDRESS.POSITION, SUPPORT_ADDRESS.ID)
                .fetch(SupportContactStore::address);
    }

    /** One address. */
    public Optional<SupportAddress> address(UUID id) {
        return dsl.selectFrom(SUPPORT_ADDRESS)
                .where(SUPPORT_ADDRESS.ID.eq(id))
                .fetchOptional(SupportContactStore::address);
    }

    /** The list of addresses; the operator's. */
    public Listing<SupportAddress> addressListing() {
        return JooqListing.of(
                        dsl, SUPPORT_ADDRESS, SUPPORT_ADDRESS.ID, SupportContactStore::address)
                .sort("position", SUPPORT_ADDRESS.POSITION)
                .sort("labelFr", SUPPORT_ADDRESS.LABEL_FR)
                .sort("labelEn", SUPPORT_ADDRESS.LABEL_EN)
                .sort("email", SUPPORT_ADDRESS.EMAIL)
                .search(word ->
                        SUPPORT_ADDRESS
                                .LABEL_FR
                                .containsIgnoreCase(word)
                                .or(SUPPORT_ADDRESS.LABEL_EN.containsIgnoreCase(word))
                                .or(SUPPORT_ADDRESS.EMAIL.containsIgnoreCase(word)))
                .usualOrder("position", false)
                .build();
    }

    /** Adds an address. */
    public void insert(UUID id, SupportAddress.Draft draft) {
        dsl.insertInto(SUPPORT_ADDRESS)
                .set(SUPPORT_ADDRESS.ID, id)
                .set(SUPPORT_ADDRESS.POSITION, draft.position())
                .set(SUPPORT_ADDRESS.LABEL_FR, draft.labelFr())
                .set(SUPPORT_ADDRESS.LABEL_EN, draft.labelEn())
                .set(SUPPORT_ADDRESS.EMAIL, draft.email())
                .set(SUPPORT_ADDRESS.LANGUAGE, draft.language())
                .execute();
    }

    /** Changes an address; false when the version is no longer the one given. */
    public boolean update(UUID id, int version, SupportAddress.Draft draft) {
        return dsl.update(SUPPORT_ADDRESS)
                        .set(SUPPORT_ADDRESS.POSITION, draft.position())
                        .set(SUPPORT_ADDRESS.LABEL_FR, draft.labelFr())
                        .set(SUPPORT_ADDRESS.LABEL_EN, draft.labelEn())
                        .set(SUPPORT_ADDRESS.EMAIL, draft.email())
                        .set(SUPPORT_ADDRESS.LANGUAGE, draft.language())
                        .set(SUPPORT_ADDRESS.VERSION, SUPPORT_ADDRESS.VERSION.plus(1))
                        .where(SUPPORT_ADDRESS.ID.eq(id))
                        .and(SUPPORT_ADDRESS.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Removes an address. */
    public void deleteAddress(UUID id) {
        dsl.deleteFrom(SUPPORT_ADDRESS).where(SUPPORT_ADDRESS.ID.eq(id)).execute();
    }

    /** When it is day. */
    public SupportHours hours() {
        return dsl.selectFrom(SUPPORT_HOURS)
                .fetchSingle(row ->
                        new SupportHours(
                                ZoneId.of(row.getZone()),
                                row.getDayFrom(),
                                row.getDayUntil(),
                                row.getFrenchHolidays(),
                                row.getOtherDays(),
                                row.getVersion()));
    }

    /** Changes when it is day; false when the version is no longer the one given. */
    public boolean update(SupportHours hours) {
        return dsl.update(SUPPORT_HOURS)
                        .set(SUPPORT_HOURS.ZONE, hours.zone().getId())
                        .set(SUPPORT_HOURS.DAY_FROM, hours.dayFrom())
                        .set(SUPPORT_HOURS.DAY_UNTIL, hours.dayUntil())
                        .set(SUPPORT_HOURS.FRENCH_HOLIDAYS, hours.frenchHolidays())
                        .set(SUPPORT_HOURS.OTHER_DAYS, hours.otherDays())
                        .set(SUPPORT_HOURS.VERSION, SUPPORT_HOURS.VERSION.plus(1))
                        .where(SUPPORT_HOURS.VERSION.eq(hours.version()))
                        .execute()
                == 1;
    }

    private static SupportLine line(Record row) {
        return new SupportLine(
                row.get(SUPPORT_LINE.ID),
                row.get(SUPPORT_LINE.POSITION),
                row.get(SUPPORT_LINE.LABEL_FR),
                row.get(SUPPORT_LINE.LABEL_EN),
                row.get(SUPPORT_LINE.NUMBER),
                SupportPeriod.valueOf(row.get(SUPPORT_LINE.HOURS)),
                row.get(SUPPORT_LINE.VERSION));
    }

    private static SupportAddress address(Record row) {
        return new SupportAddress(
                row.get(SUPPORT_ADDRESS.ID),
                row.get(SUPPORT_ADDRESS.POSITION),
                row.get(SUPPORT_ADDRESS.LABEL_FR),
                row.get(SUPPORT_ADDRESS.LABEL_EN),
                row.get(SUPPORT_ADDRESS.EMAIL),
                row.get(SUPPORT_ADDRESS.LANGUAGE),
                row.get(SUPPORT_ADDRESS.VERSION));
    }
}
