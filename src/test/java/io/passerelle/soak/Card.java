package io.passerelle.soak;

import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.Passwords;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.DemoPlans;
import io.passerelle.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A SIM card of the demo that signs on with a password. */
record Card(String msisdn, String imsi, String userName, String password, String accessPoint) {

    private static final long FRAMED = 2;
    private static final long GPRS_PDP_CONTEXT = 7;

    /** The group whose cards take part, and the cards. */
    record Group(UUID id, List<Card> cards) {}

    /** The first group that has routes. */
    static Group group(int cards) {
        DemoPlan plan = DemoPlans.plan(new SimulatorSettings(true, cards, 0, 17_000, 40));
        UUID group =
                plan.groups().stream().filter(g -> !g.isDefault()).findFirst().orElseThrow().id();
        String accessPoint = plan.accessPoints().getFirst().name();
        return new Group(
                group,
                plan.sims().stream()
                        .filter(card -> card.group().equals(group))
                        .filter(card -> card.password() != null)
                        .map(card ->
                                new Card(
                                        card.msisdn(),
                                        card.imsi(),
                                        card.userName(),
                                        card.password(),
                                        accessPoint))
                        .toList());
    }

    /** What it was given when it signed on. */
    record Grant(InetAddress address, RadiusPacket accept) {}

    /** Signs on, however often it takes. */
    Grant signOn(RadiusSender sender) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            RadiusPacket answer = sender.access(this::credentials);
            if (answer != null
                    && answer.code() == io.passerelle.sessions.wire.PacketCode.ACCESS_ACCEPT) {
                return new Grant(answer.first(Keys.FRAMED_IP_ADDRESS).orElseThrow(), answer);
            }
        }
        throw new IOException("nobody lets " + userName + " in");
    }

    /** What every packet about it says. */
    RadiusPacket.Draft about() {
        return RadiusPacket.draft()
                .add(Keys.USER_NAME, userName)
                .add(Keys.NAS_IP_ADDRESS, InetAddress.getLoopbackAddress())
                .add(Keys.SERVICE_TYPE, FRAMED)
                .add(Keys.FRAMED_PROTOCOL, GPRS_PDP_CONTEXT)
                .add(Keys.CALLED_STATION_ID, accessPoint)
                .add(Keys.CALLING_STATION_ID, msisdn)
                .add(Keys.IMSI, imsi);
    }

    private List<Attribute> credentials(byte[] authenticator, byte[] secret) {
        byte[] clear = password.getBytes(StandardCharsets.UTF_8);
        return about().add(Keys.USER_PASSWORD, Passwords.hide(clear, authenticator, secret))
                .attributes();
    }
}
