package io.passerelle.simulator.store;

import static io.passerelle.store.db.Tables.ACCESS_POINT;
import static io.passerelle.store.db.Tables.ACCOUNT;
import static io.passerelle.store.db.Tables.APPROVED_NETWORK;
import static io.passerelle.store.db.Tables.INVOICE_RECORD;
import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.store.db.Tables.ORGANISATION;
import static io.passerelle.store.db.Tables.ROUTE;
import static io.passerelle.store.db.Tables.ROUTE_DESTINATION;
import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_GROUP;
import static io.passerelle.store.db.Tables.SUPPORT_ADDRESS;
import static io.passerelle.store.db.Tables.SUPPORT_LINE;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.simulator.DemoInvoices;
import io.passerelle.simulator.DemoPlan;
import io.passerelle.store.SecretBox;
import io.passerelle.store.db.tables.records.RouteDestinationRecord;
import io.passerelle.store.db.tables.records.SimRecord;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the demo's plan, all but its accounts, straight into the tables: two thousand cards in a
 * moment.
 */
@Repository
public class DemoStore {

    private static final int BATCH = 1_000;

    private final DSLContext sql;
    private final SecretBox secrets;

    DemoStore(DSLContext sql, SecretBox secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /** Whether an organisation of that identifier is there. */
    public boolean hasOrganisation(UUID id) {
        return sql.fetchExists(ORGANISATION, ORGANISATION.ID.eq(id));
    }

    /** Whether there is any organisation at all. */
    public boolean isEmpty() {
        return !sql.fetchExists(ORGANISATION);
    }

    /** The account with that login. */
    public Optional<UUID> account(String login) {
        return sql.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchOptional(ACCOUNT.ID);
    }

    /** Writes the plan; the database must be empty. */
    @Transactional
    public void write(DemoPlan plan) {
        insert(plan.organisations().stream().map(this::organisation).toList());
        insert(plan.accessPoints().stream().map(this::accessPoint).toList());
        insert(plan.networkAccessServers().stream().map(this::nas).toList());
        insert(plan.groups().stream().map(this::group).toList());
        insert(plan.sims().stream().map(this::sim).toList());
        insert(
                DemoInvoices.upTo(LocalDate.now(ZoneOffset.UTC), plan.sims()).stream()
                        .map(this::invoice)
                        .toList());
        insert(plan.routes().stream().map(this::route).toList());
        insert(plan.routes().stream().flatMap(way -> destinations(way).stream()).toList());
        insert(plan.approvals().stream().map(this::approval).toList());
        insert(
                List.of(
                        line(
                                10,
                                "Support, en journée",
                                "Support, by day",
                                "+33 1 99 00 12 01",
                                "DAY"),
                        line(
                                20,
                                "Astreinte du soir",
                                "On call, evenings",
                                "+33 1 99 00 12 02",
                                "EVENING"),
                        line(
                                30,
                                "Astreinte du week-end",
                                "On call, weekends",
                                "+33 1 99 00 12 03",
                                "WEEKEND")));
        sql.update(SUPPORT_ADDRESS)
                .set(
                        SUPPORT_ADDRESS.EMAIL,
                        DSL.when(SUPPORT_ADDRESS.POSITION.eq(10), "support-ip@demo.example")
                                .otherwise("support-gprs@demo.example"))
                .execute();
    }

    private TableRecord<?> line(
            int position, String french, String english, String number, String hours) {
        var row = sql.newRecord(SUPPORT_LINE);
        row.setId(Ids.next());
        row.setPosition(position);
        row.setLabelFr(french);
        row.setLabelEn(english);
        row.setNumber(number);
        row.setHours(hours);
        return row;
    }

    private void insert(List<? extends TableRecord<?>> records) {
        for (int from = 0; from < records.size(); from += BATCH) {
            sql.batchInsert(records.subList(from, Math.min(from + BATCH, records.size())))
                    .execute();
        }
    }

    private TableRecord<?> organisation(DemoPlan.Org org) {
        var row = sql.newRecord(ORGANISATION);
        row.setId(org.id());
        row.setParentId(org.parent());
        row.setKind(org.kind());
        row.setName(org.name());
        row.setReference(org.reference());
        return row;
    }

    private TableRecord<?> accessPoint(DemoPlan.AccessPoint accessPoint) {
        var row = sql.newRecord(ACCESS_POINT);
        row.setId(accessPoint.id());
        row.setName(accessPoint.name());
        row.setPools(accessPoint.pools().toArray(String[]::new));
        return row;
    }

    private TableRecord<?> nas(DemoPlan.Nas nas) {
        var row = sql.newRecord(NAS);
        row.setId(nas.id());
        row.setName(nas.name());
        row.setNetwork(nas.network());
        row.setSecret(secrets.seal(DemoPlan.RADIUS_SECRET));
        if (!nas.simulated()) {
            row.setCertificateName(SessionsSettings.RadSec.TRIAL_CLIENT); // for trials of RadSec
        }
        return row;
    }

    private TableRecord<?> group(DemoPlan.Group group) {
        var row = sql.newRecord(SIM_GROUP);
        row.setId(group.id());
        row.setOrganisationId(group.organisation());
        row.setName(group.name());
        row.setIsDefault(group.isDefault());
        return row;
    }

    private TableRecord<?> sim(DemoPlan.Card card) {
        SimRecord row = sql.newRecord(SIM);
        row.setId(card.id());
        row.setOrganisationId(card.organisation());
        row.setGroupId(card.group());
        row.setKind(card.isPublic() ? "PUBLIC" : "PRIVATE");
        row.setAccessPointId(card.isPublic() ? null : card.accessPoint());
        row.setIccid(card.iccid());
        row.setMsisdn(card.msisdn());
        row.setImsi(card.imsi());
        row.setOperator(card.operator());
        row.setStatus(card.status());
        row.setRoaming(card.roaming());
        row.setOptions(card.options().toArray(String[]::new));
        row.setLabel(card.label());
        row.setUserName(card.userName());
        String password = card.password();
        row.setPassword(password == null ? null : secrets.seal(password));
        String address = card.staticAddress();
        row.setStaticAddress(address == null ? null : Addresses.of(address));
        return row;
    }

    private TableRecord<?> invoice(DemoInvoices.Line line) {
        var row = sql.newRecord(INVOICE_RECORD);
        row.setId(Ids.next());
        row.setSimId(line.card().id());
        row.setOrganisationId(line.card().organisation());
        row.setGroupId(line.card().group());
        row.setPeriodFrom(line.from());
        row.setPeriodTo(line.to());
        row.setOctetsUp(line.octetsUp());
        row.setOctetsDown(line.octetsDown());
        row.setLabel("Internet mobile");
        row.setFileName(line.file());
        row.setLoadedBy(DemoPlan.OPERATOR);
        return row;
    }

    private TableRecord<?> route(DemoPlan.Way way) {
        var row = sql.newRecord(ROUTE);
        row.setId(way.id());
        row.setOrganisationId(way.organisation());
        row.setGroupId(way.group());
        row.setInputPort(way.port());
        row.setType(way.type());
        row.setLabel(way.label());
        row.setHealthCheck(way.healthCheck());
        return row;
    }

    private List<TableRecord<?>> destinations(DemoPlan.Way way) {
        List<TableRecord<?>> rows = new ArrayList<>();
        for (DemoPlan.Goal goal : way.goals()) {
            RouteDestinationRecord row = sql.newRecord(ROUTE_DESTINATION);
            row.setRouteId(way.id());
            row.setPosition(rows.size());
            row.setHost(goal.host());
            row.setPort(goal.port());
            row.setPriority(goal.priority());
            row.setShare(goal.share());
            rows.add(row);
        }
        return rows;
    }

    private TableRecord<?> approval(DemoPlan.Approval approval) {
        var row = sql.newRecord(APPROVED_NETWORK);
        row.setId(approval.id());
        row.setOrganisationId(approval.organisation());
        row.setNetwork(approval.network());
        row.setNote(approval.note());
        row.setApprovedBy(DemoPlan.OPERATOR);
        return row;
    }
}
