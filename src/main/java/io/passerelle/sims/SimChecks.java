package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Imsi;
import io.passerelle.foundation.Msisdn;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must hold of a card before it is kept: every mistake is named at once. */
@Component
final class SimChecks {

    private static final int LABEL_AT_MOST = 120;
    private static final int NAME_AT_MOST = 200;
    private static final int PASSWORD_AT_MOST = 128; // RFC 2865 section 5.2

    private final GroupDirectory groups;
    private final SimGroups defaults;
    private final AccessPoints accessPoints;

    SimChecks(GroupDirectory groups, SimGroups defaults, AccessPoints accessPoints) {
        this.groups = groups;
        this.defaults = defaults;
        this.accessPoints = accessPoints;
    }

    /** A new card of a draft. */
    Sim of(Viewer viewer, SimDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        String iccid = Iccid.parse(draft.iccid()).map(Iccid::value).orElse("");
        if (iccid.isEmpty()) {
            errors.add(FieldError.of("iccid", "iccid.bad", draft.iccid()));
        }
        String msisdn =
                read(
                        "msisdn",
                        draft.msisdn(),
                        t -> Msisdn.parse(t).map(Msisdn::value),
                        "msisdn.bad",
                        errors);
        String imsi =
                read("imsi", draft.imsi(), t -> Imsi.parse(t).map(Imsi::value), "imsi.bad", errors);
        InetAddress address =
                read(
                        "staticAddress",
                        draft.staticAddress(),
                        Addresses::parse,
                        "address.bad",
                        errors);
        if (!viewer.sees(draft.organisationId())) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        }
        UUID group =
                draft.groupId() != null
                        ? draft.groupId()
                        : defaults.defaultOf(draft.organisationId()).orElse(null);
        if (group == null || !isOf(group, draft.organisationId())) {
            errors.add(
                    FieldError.of(
                            draft.groupId() == null ? "organisationId" : "groupId",
                            "group.unknown"));
        }
        checkTexts(draft.label(), draft.userName(), draft.password(), errors);
        checkAccessPoint(draft.accessPointId(), errors);
        if (draft.status().isWaiting()) {
            errors.add(FieldError.of("status", "sim.status.waiting"));
        }
        if (address != null && !draft.status().keepsAddress()) {
            errors.add(FieldError.of("staticAddress", "sim.address.status", draft.status().name()));
        }
        checkKind(draft.kind(), draft.accessPointId() != null, address != null, errors);
        Refused.ifAny(errors);
        return new Sim(
                Ids.next(),
                draft.organisationId(),
                Objects.requireNonNull(group),
                "",
                draft.accessPointId(),
                null,
                iccid,
                msisdn,
                imsi,
                draft.operator().strip(),
                draft.kind(),
                draft.status(),
                null,
                false,
                List.of(),
                draft.label().strip(),
                blankToNull(draft.userName()),
                blankToNull(draft.password()) != null,
                address,
                1,
                32,
                null,
                null,
                null,
                0,
                List.of(),
                SimGuards.NONE,
                null,
                null,
                Instant.now(),
                1);
    }

    /** A known card with changes. */
    Sim of(Viewer viewer, Sim before, int version, SimChange change) {
        List<FieldError> errors = new ArrayList<>();
        boolean network =
                change.status() != null
                        || change.staticAddress() != null
                        || change.accessPointId() != null
                        || change.kind() != null;
        if (network && !viewer.isOperator()) {
            errors.add(
                    FieldError.of(
                            change.status() != null
                                    ? "status"
                                    : change.staticAddress() != null
                                            ? "staticAddress"
                                            : change.accessPointId() != null
                                                    ? "accessPointId"
                                                    : "kind",
                            "sim.operator.only"));
        }
        checkActions(before, change, errors);
        UUID group = change.groupId() == null ? before.groupId() : change.groupId();
        if (!isOf(group, before.organisationId())) {
            errors.add(FieldError.of("groupId", "group.unknown"));
        }
        InetAddress address =
                change.staticAddress() == null
                        ? before.staticAddress()
                        : read(
                                "staticAddress",
                                change.staticAddress(),
                                Addresses::parse,
                                "address.bad",
                                errors);
        checkTexts(
                change.label() == null ? "" : change.label(),
                change.userName(),
                change.password(),
                errors);
        checkAccessPoint(change.accessPointId(), errors);
        SimStatus status = change.status() == null ? before.status() : change.status();
        if (!status.keepsAddress()) {
            // freed with the status; wanted anew it is a mistake
            boolean wanted = change.staticAddress() != null && address != null;
            if (wanted) {
                errors.add(FieldError.of("staticAddress", "sim.address.status", status.name()));
            }
            address = null;
        }
        SimKind kind = change.kind() == null ? before.kind() : change.kind();
        checkKind(
                kind,
                change.accessPointId() != null,
                change.staticAddress() != null && address != null,
                errors);
        if (!kind.passesHere()) {
            address = null; // freed with the kind, as the access point is
        }
        SimGuards guards = GuardChecks.of(before, change, errors);
        List<String> tags = change.tags() == null ? before.tags() : SimTags.clean(change.tags());
        SimTags.mistake("tags", tags).ifPresent(errors::add);
        Refused.ifAny(errors);
        String password = change.password();
        return new Sim(
                before.id(),
                before.organisationId(),
                group,
                before.group(),
                accessPoint(before, kind, change),
                before.accessPoint(),
                before.iccid(),
                before.msisdn(),
                before.imsi(),
                before.operator(),
                kind,
                status,
                change.status() == null || change.status() == before.status()
                        ? before.statusBefore()
                        : null,
                before.roaming(),
                before.options(),
                change.label() == null ? before.label() : change.label().strip(),
                change.userName() == null ? before.userName() : blankToNull(change.userName()),
                password == null ? before.hasPassword() : !password.isEmpty(),
                address,
                before.sessionLimit(),
                before.maxConnections(),
                before.sessionId(),
                before.address(),
                before.lastRadiusAt(),
                before.monthBytes(),
                tags,
                guards,
                before.replacesId(),
                before.replacedById(),
                before.createdAt(),
                version);
    }

    private static @Nullable UUID accessPoint(Sim before, SimKind kind, SimChange change) {
        if (!kind.passesHere()) {
            return null;
        }
        return change.accessPointId() == null ? before.accessPointId() : change.accessPointId();
    }

    /** Who signs on at the mobile operator's access point has neither one here nor an address. */
    private static void checkKind(
            SimKind kind, boolean accessPoint, boolean address, List<FieldError> errors) {
        if (kind.passesHere()) {
            return;
        }
        if (accessPoint) {
            errors.add(FieldError.of("accessPointId", "sim.public.access-point"));
        }
        if (address) {
            errors.add(FieldError.of("staticAddress", "sim.public.address"));
        }
    }

    /** What a terminated card no longer allows, and what a mobile operator has to decide. */
    private static void checkActions(Sim before, SimChange change, List<FieldError> errors) {
        if (change.label() != null) {
            checkAction("label", SimAction.LABEL, before, errors);
        }
        if (change.groupId() != null) {
            checkAction("groupId", SimAction.GROUP, before, errors);
        }
        if (change.userName() != null) {
            checkAction("userName", SimAction.CREDENTIALS, before, errors);
        }
        if (change.password() != null) {
            checkAction("password", SimAction.CREDENTIALS, before, errors);
        }
        if (change.tags() != null) {
            checkAction("tags", SimAction.TAGS, before, errors);
        }
        if (change.imei() != null) {
            checkAction("imei", SimAction.DEVICE, before, errors);
        }
        if (change.terminationProtected() != null) {
            checkAction("terminationProtected", SimAction.PROTECTION, before, errors);
        }
        if (change.expiry() != null) {
            checkAction("expiresAt", SimAction.EXPIRY, before, errors);
        }
        SimStatus status = change.status();
        if (status != null && status != before.status()) {
            if (status == SimStatus.TERMINATED && before.guards().terminationProtected()) {
                errors.add(FieldError.of("status", "sim.protected"));
            }
            if (before.statusBefore() != null) {
                errors.add(FieldError.of("status", "sim.request.open"));
            } else if (status.isWaiting()) {
                errors.add(FieldError.of("status", "sim.status.waiting"));
            }
        }
    }

    private static void checkAction(
            String field, SimAction action, Sim sim, List<FieldError> errors) {
        if (!action.suits(sim.kind())) {
            errors.add(FieldError.of(field, "sim.public.action"));
        } else if (!action.fits(sim.status())) {
            errors.add(
                    FieldError.of(field, "sim.action.status", action.name(), sim.status().name()));
        }
    }

    private boolean isOf(UUID group, UUID organisation) {
        return groups.byId(group)
                .map(known -> known.organisationId().equals(organisation))
                // just made, not yet announced to this node
                .orElseGet(
                        () -> defaults.defaultOf(organisation).filter(group::equals).isPresent());
    }

    private void checkAccessPoint(@Nullable UUID id, List<FieldError> errors) {
        if (id != null && !accessPoints.all().containsKey(id)) {
            errors.add(FieldError.of("accessPointId", "access-point.unknown"));
        }
    }

    private static void checkTexts(
            String label,
            @Nullable String userName,
            @Nullable String password,
            List<FieldError> errors) {
        if (label.strip().length() > LABEL_AT_MOST) {
            errors.add(FieldError.of("label", "too.long", LABEL_AT_MOST));
        }
        if (userName != null && userName.length() > NAME_AT_MOST) {
            errors.add(FieldError.of("userName", "too.long", NAME_AT_MOST));
        }
        if (password != null && password.length() > PASSWORD_AT_MOST) {
            errors.add(FieldError.of("password", "too.long", PASSWORD_AT_MOST));
        }
    }

    private static <T> @Nullable T read(
            String field,
            @Nullable String text,
            Function<String, Optional<T>> parse,
            String code,
            List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Optional<T> value = parse.apply(text.strip());
        if (value.isEmpty()) {
            errors.add(FieldError.of(field, code, text.strip()));
        }
        return value.orElse(null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
