package io.passerelle.api;

import io.passerelle.foundation.Ids;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** An order, its delivery address and a job of a customer, written as rows. */
final class OrderRows {

    /** Bodies that would do for what has an identifier. */
    static final Map<String, String> BODIES =
            Map.of(
                    "delivery-addresses",
                    "{\"company\": \"x\", \"street\": \"x\", \"postcode\": \"1\", \"town\": \"x\","
                            + " \"country\": \"FR\"}");

    private OrderRows() {}

    static void put(DSLContext store, Map<String, UUID> objects, UUID customer, UUID account) {
        UUID address = Ids.next();
        store.execute(
                "insert into delivery_address (id, organisation_id, company, street, postcode,"
                        + " town, country) values (?, ?, 't', 't', '1', 't', 'FR')",
                address,
                customer);
        objects.put("delivery-addresses", address);
        UUID order = Ids.next();
        store.execute(
                "insert into sim_order (id, organisation_id, address_id, address, quantity,"
                        + " operator, form_factor, ordered_by) values (?, ?, ?, 't', 1, 't', 'ESIM',"
                        + " 't')",
                order,
                customer,
                address);
        objects.put("orders", order);
        UUID job = Ids.next();
        store.execute(
                "insert into sim_job (id, organisation_id, account_id, login, kind, state,"
                        + " ended_at) values (?, ?, ?, 'dupont', 'FILE', 'DONE', now())",
                job,
                customer,
                account);
        objects.put("sim-jobs", job);
    }
}
