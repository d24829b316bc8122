package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FullHour;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The charts of consumption, read as people read them (M2M-10). */
@ExtendWith(PortalExtension.class)
class ConsumptionTest {

    /**
     * A year of days, today's too, with a night, a weekend and an outage. Without today's, the last
     * 24 hours would be empty from midnight to the hour that lies before the first one reported.
     */
    private static final String YEAR =
            """
            insert into usage_card (sim_id, day, group_id, organisation_id, heard, octets_in, octets_out, sessions,
                hours_in, hours_out, hours_sessions)
            select s.id, d::date, s.group_id, s.organisation_id, (1 << 24) - 1, i.total, 6 * i.total, 24, i.hours,
                (select array_agg(6 * h order by n) from unnest(i.hours) with ordinality x (h, n)),
                array_fill(1, array[24])
            from (select id, group_id, organisation_id, row_number() over (order by iccid) as nth
                    from sim where organisation_id = ?) s,
                generate_series(now() - interval '370 days', now(), interval '1 day') d,
                lateral (select array_agg((case when extract(isodow from d) > 5 then 3000 else 9000 end
                        * (2 + sin((h - 8) / 3.8)) * (1 + extract(doy from d) % 17 / 20) / s.nth)::bigint order by h) as hours,
                    sum((case when extract(isodow from d) > 5 then 3000 else 9000 end
                        * (2 + sin((h - 8) / 3.8)) * (1 + extract(doy from d) % 17 / 20) / s.nth)::bigint)::bigint as total
                    from generate_series(0, 23) h) i
            where d not between now() - interval '25 days' and now() - interval '21 days'
            on conflict do nothing
            """;

    private static final String FLEET =
            """
            insert into usage_fleet (subject_id, day, heard, octets_in, octets_out, sessions, hours_in, hours_out,
                hours_sessions)
            select x.subject, c.day, (1 << 24) - 1, sum(c.octets_in), sum(c.octets_out), sum(c.sessions),
                (select array_agg(v order by h) from (select h, sum(hours_in[h])::bigint as v from usage_card u,
                    generate_series(1, 24) h where u.day = c.day and x.subject in (u.group_id, u.organisation_id) group by h) s),
                (select array_agg(v order by h) from (select h, sum(hours_out[h])::bigint as v from usage_card u,
                    generate_series(1, 24) h where u.day = c.day and x.subject in (u.group_id, u.organisation_id) group by h) s),
                array_fill(count(*)::int, array[24])
            from usage_card c, lateral (values (c.group_id), (c.organisation_id)) x (subject)
            where c.organisation_id = ? group by x.subject, c.day on conflict do nothing
            """;

    private final Portal portal;
    private final Town town;

    ConsumptionTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void whatTheNetworkReported_isReadFromTheChartTheTableAndTheFile() throws IOException {
        FullHour.isFar();
        TestCustomer customer = town.newCustomer("Ascenseurs");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        var network = new RealRadclient(portal.passerelle(), TestOperator.RADIUS_SECRET);
        var session = Eventually.get(Eventually.PATIENCE, () -> network.signsOn(sim));
        network.reports(session, 1_000, 20_000);
        try (Visit visit = portal.visit(town.manager(customer.id(), "en"))) {
            visit.opens("usage?simId=" + id + "&period=24h").isAt("Consumption");
            assertThat(visit.find("#usage-total .amount")).hasText("21 kB");
            network.stops(session, 2_000, 100_000);
            assertThat(visit.find("#usage-total .amount")).hasText("102 kB");
            Locator chart = visit.find(".usage-chart");
            chart.focus();
            visit.page().keyboard().press("End");
            assertThat(chart.locator(".readout"))
                    .containsText("2 kB received, 100 kB sent, 1 session");
            assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*100 kB.*"));
            visit.page().keyboard().press("Home");
            assertThat(chart.locator(".readout")).containsText("nothing was reported");
            visit.find("#usage-table vaadin-details-summary").click();
            assertThat(visit.find("#usage-table tbody tr")).hasCount(24);
            Download file = visit.page().waitForDownload(() -> visit.presses("usage-csv"));
            try (var in = file.createReadStream()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains(",2000,100000,1,GATEWAY\r\n");
            }
        }
        try (Visit visit = portal.visit(town.neighbour())) {
            visit.opens("usage?simId=" + id).isTold("This object does not exist");
            assertThat(visit.find("#usage-total .amount")).hasText("0 B");
        }
    }

    @Test
    void yearOfAFleet_isDrawnForEveryPeriod() {
        TestCustomer customer = town.newCustomer("Parcmètres");
        for (int i = 0; i < 5; i++) {
            customer.importsSim("");
        }
        DSLContext dsl = portal.passerelle().bean(DSLContext.class);
        dsl.execute(YEAR, customer.id());
        dsl.execute(FLEET, customer.id());
        for (String language : new String[] {"fr", "en"}) {
            try (Visit visit = portal.visit(town.manager(customer.id(), language))) {
                for (String period : new String[] {"24h", "7d", "31d", "12m"}) {
                    visit.opens("usage?period=" + period);
                    lookAt(visit, "usage-" + period + "-" + language);
                    assertThat(visit.find("#usage-top tbody tr")).hasCount(5);
                }
                visit.find("#usage-top tbody a").first().click();
                visit.settles().hasAddress("usage\\?simId=.*&period=12m");
                assertThat(visit.find("#usage-top")).isHidden();
                Accessibility.judge(visit, "usage-card-" + language);
            }
        }
    }

    private static void lookAt(Visit visit, String name) {
        for (int width : new int[] {Visit.NARROW, Visit.WIDE}) {
            String view = name + "-" + width;
            visit.is(width).picture(view).nothingSticksOut(view);
        }
    }
}
