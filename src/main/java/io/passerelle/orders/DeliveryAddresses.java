package io.passerelle.orders;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.store.DeliveryAddressStore;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The address book of each customer and site (M2M-4). An address that orders went to is retired,
 * never forgotten.
 */
@Service
public class DeliveryAddresses {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "delivery-addresses";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "delivery-address";

    /** The most addresses in use of one organisation. */
    public static final int MOST = 500;

    private static final Set<OrganisationKind> OWNERS =
            Set.of(OrganisationKind.CUSTOMER, OrganisationKind.SITE);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern TELEPHONE = Pattern.compile("[+0-9][0-9 ./()-]{3,28}");
    private static final int STREET_LINES = 3;

    private final DeliveryAddressStore store;
    private final Organisations organisations;
    private final Audit audit;

    DeliveryAddresses(
            DeliveryAddressStore store,
            Organisations organisations,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.organisations = organisations;
        this.audit = audit;
        feed.on("delivery_address", topics.topic(TOPIC)::changed);
    }

    /** The list, with those that are retired. */
    public Listing<DeliveryAddress> listing() {
        return store.listing();
    }

    /** Those of an organisation that can be chosen, by company; of another's none. */
    public List<DeliveryAddress> choices(Viewer viewer, UUID organisation) {
        return viewer.sees(organisation) ? store.inUse(organisation, MOST) : List.of();
    }

    /** One the viewer sees. */
    public DeliveryAddress get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(address -> viewer.sees(address.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** Adds one. */
    @Transactional
    public DeliveryAddress create(Viewer viewer, DeliveryAddressDraft draft) {
        audit.require(
                viewer, Right.ORDER_SIMS, "delivery-address.create", KIND, draft.organisationId());
        List<FieldError> errors = new ArrayList<>();
        if (!isOwner(viewer, draft.organisationId())) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        } else if (store.countInUse(draft.organisationId()) >= MOST) {
            errors.add(FieldError.of("", "address.many", MOST));
        }
        DeliveryAddress made = of(draft, Ids.next(), Instant.now(), 1, errors);
        Refused.ifAny(errors);
        store.insert(made);
        audit.done(
                viewer,
                "delivery-address.create",
                KIND,
                made.id(),
                made.organisationId(),
                null,
                made);
        return made;
    }

    /** Changes one; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public DeliveryAddress update(Viewer viewer, UUID id, int version, DeliveryAddressDraft draft) {
        DeliveryAddress before = usable(viewer, id, "delivery-address.update");
        List<FieldError> errors = new ArrayList<>();
        DeliveryAddress after = of(draft, id, before.createdAt(), version, errors);
        Refused.ifAny(errors);
        return keep(viewer, "delivery-address.update", before, after);
    }

    /** Offers it no longer; orders that go there still do. */
    @Transactional
    public void retire(Viewer viewer, UUID id, int version) {
        DeliveryAddress before = usable(viewer, id, "delivery-address.retire");
        DeliveryAddress after =
                new DeliveryAddress(
                        id,
                        before.organisationId(),
                        before.company(),
                        before.contact(),
                        before.street(),
                        before.postcode(),
                        before.town(),
                        before.country(),
                        before.telephone(),
                        Instant.now(),
                        before.createdAt(),
                        version);
        keep(viewer, "delivery-address.retire", before, after);
    }

    private DeliveryAddress usable(Viewer viewer, UUID id, String action) {
        DeliveryAddress address = get(viewer, id);
        audit.require(viewer, Right.ORDER_SIMS, action, KIND, id);
        if (address.retiredAt() != null) {
            throw Refused.field("", "address.retired");
        }
        return address;
    }

    private DeliveryAddress keep(
            Viewer viewer, String action, DeliveryAddress before, DeliveryAddress after) {
        if (!store.update(after)) {
            throw new Conflict(KIND, before.id());
        }
        audit.done(viewer, action, KIND, before.id(), before.organisationId(), before, after);
        return store.byId(before.id()).orElseThrow();
    }

    /** Whether somebody sees an organisation, and it can have cards. */
    boolean isOwner(Viewer viewer, UUID organisation) {
        return viewer.sees(organisation)
                && organisations
                        .tree()
                        .byId(organisation)
                        .map(Organisation::kind)
                        .filter(OWNERS::contains)
                        .isPresent();
    }

    private static DeliveryAddress of(
            DeliveryAddressDraft draft,
            UUID id,
            Instant createdAt,
            int version,
            List<FieldError> errors) {
        String street = OrderTexts.lines("street", draft.street(), 300, errors);
        if (street.isEmpty()) {
            errors.add(FieldError.of("street", "required"));
        } else if (street.lines().count() > STREET_LINES) {
            errors.add(FieldError.of("street", "address.lines", STREET_LINES));
        }
        return new DeliveryAddress(
                id,
                draft.organisationId(),
                OrderTexts.needed("company", draft.company(), 120, errors),
                OrderTexts.line("contact", draft.contact(), 120, errors),
                street,
                OrderTexts.needed("postcode", draft.postcode(), 20, errors),
                OrderTexts.needed("town", draft.town(), 120, errors),
                country(draft.country(), errors),
                telephone(draft.telephone(), errors),
                null,
                createdAt,
                version);
    }

    private static String country(String text, List<FieldError> errors) {
        String country = text.strip().toUpperCase(Locale.ROOT);
        if (country.isEmpty()) {
            errors.add(FieldError.of("country", "required"));
        } else if (!COUNTRIES.contains(country)) {
            errors.add(FieldError.of("country", "address.country", text.strip()));
        }
        return country;
    }

    private static String telephone(String text, List<FieldError> errors) {
        String telephone = text.strip();
        if (!telephone.isEmpty() && !TELEPHONE.matcher(telephone).matches()) {
            errors.add(FieldError.of("telephone", "address.telephone"));
        }
        return telephone;
    }
}
