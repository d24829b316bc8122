package io.passerelle.simulator.listen;

import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.Passwords;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GGSN or PGW: signs terminals on and reports their sessions, as 3GPP TS 29.061 section 16
 * profiles RADIUS.
 */
public final class NetworkAccessServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkAccessServer.class);
    private static final long FRAMED = 2;
    private static final long GPRS_PDP_CONTEXT = 7;
    private static final long ACCOUNTING_ON = 7;
    private static final long ACCOUNTING_OFF = 8;

    private final InetAddress address;
    private final byte[] secret;
    private final RadiusLink authentication;
    private final RadiusLink accounting;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PacketSession> sessions = new ConcurrentHashMap<>();
    private final @Nullable DisconnectDoor disconnects;
    private final AtomicInteger charging = new AtomicInteger(random.nextInt());

    /**
     * Opens its two sockets.
     *
     * @param address the address its packets come from
     */
    public NetworkAccessServer(
            InetAddress address,
            InetSocketAddress authenticationServer,
            InetSocketAddress accountingServer,
            String secret)
            throws IOException {
        this.address = address;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.authentication = new RadiusLink(address, authenticationServer, this.secret);
        this.accounting = new RadiusLink(address, accountingServer, this.secret);
        this.disconnects = door();
    }

    /** Two demos on one machine share the simulated addresses: the second goes without. */
    private @Nullable DisconnectDoor door() {
        try {
            return new DisconnectDoor(address, secret, this::disconnect);
        } catch (IOException e) {
            LOG.atInfo()
                    .addKeyValue("address", address.getHostAddress())
                    .addKeyValue("reason", e.getMessage())
                    .log("a simulated network takes no disconnects");
            return null;
        }
    }

    private boolean disconnect(String sessionId) {
        PacketSession session = sessions.remove(sessionId);
        if (session == null) {
            return false;
        }
        Thread.ofVirtual().name("simulated-disconnect").start(session::disconnected);
        return true;
    }

    /** The session is over. */
    void forget(PacketSession session) {
        sessions.remove(session.id());
    }

    /** Tells that it starts anew: no session of before lives on (RFC 2866 section 5.1). */
    public boolean on() throws IOException, InterruptedException {
        return account(wholeServer(ACCOUNTING_ON));
    }

    /** Tells that it shuts down. */
    public boolean off() throws IOException, InterruptedException {
        return account(wholeServer(ACCOUNTING_OFF));
    }

    /**
     * Signs a terminal on and starts its session.
     *
     * @return empty when it is refused, or when nobody answers
     */
    public Optional<PacketSession> signOn(Subscriber subscriber)
            throws IOException, InterruptedException {
        byte[] authenticator = random(16);
        List<Attribute> attributes = credentials(subscriber, authenticator);
        Optional<RadiusPacket> answer =
                authentication.ask(identifier ->
                        RadiusEncoder.request(
                                PacketCode.ACCESS_REQUEST,
                                identifier,
                                authenticator,
                                attributes,
                                secret));
        if (answer.isEmpty() || answer.get().code() != PacketCode.ACCESS_ACCEPT) {
            return Optional.empty();
        }
        Optional<InetAddress> given = answer.get().first(Keys.FRAMED_IP_ADDRESS);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var session = new PacketSession(this, subscriber, sessionId(), given.get(), answer.get());
        if (!session.start()) {
            return Optional.empty();
        }
        sessions.put(session.id(), session);
        return Optional.of(session);
    }

    @Override
    public void close() {
        if (disconnects != null) {
            disconnects.close();
        }
        authentication.close();
        accounting.close();
    }

    /** Sends an accounting record; false when nobody acknowledged it. */
    boolean account(List<Attribute> attributes) throws IOException, InterruptedException {
        return accounting
                .ask(identifier ->
                        RadiusEncoder.digestRequest(
                                PacketCode.ACCOUNTING_REQUEST, identifier, attributes, secret))
                .isPresent();
    }

    /** What every packet about a terminal says: who it is and where it is. */
    RadiusPacket.Draft about(Subscriber subscriber) {
        RadiusPacket.Draft draft = RadiusPacket.draft();
        String userName = subscriber.userName();
        if (userName != null) {
            draft.add(Keys.USER_NAME, userName);
        }
        return draft.add(Keys.NAS_IP_ADDRESS, address)
                .add(Keys.SERVICE_TYPE, FRAMED)
                .add(Keys.FRAMED_PROTOCOL, GPRS_PDP_CONTEXT)
                .add(Keys.CALLED_STATION_ID, subscriber.accessPoint())
                .add(Keys.CALLING_STATION_ID, subscriber.msisdn())
                .add(Keys.IMSI, subscriber.imsi())
                .add(Keys.GGSN_ADDRESS, address)
                .add(
                        Keys.SGSN_MCC_MNC,
                        subscriber.roaming() ? "26201" : subscriber.imsi().substring(0, 5))
                .add(Keys.RAT_TYPE, 6);
    }

    private List<Attribute> credentials(Subscriber subscriber, byte[] authenticator) {
        RadiusPacket.Draft draft = about(subscriber);
        String password = subscriber.password();
        if (password == null) {
            return draft.attributes();
        }
        byte[] clear = password.getBytes(StandardCharsets.UTF_8);
        if (!subscriber.chap()) {
            return draft.add(Keys.USER_PASSWORD, Passwords.hide(clear, authenticator, secret))
                    .attributes();
        }
        byte[] challenge = random(16);
        return draft.add(Keys.CHAP_PASSWORD, Passwords.chap(random.nextInt(256), clear, challenge))
                .add(Keys.CHAP_CHALLENGE, challenge)
                .attributes();
    }

    private List<Attribute> wholeServer(long status) {
        return RadiusPacket.draft()
                .add(Keys.ACCT_STATUS_TYPE, status)
                .add(Keys.ACCT_SESSION_ID, "00000000")
                .add(Keys.NAS_IP_ADDRESS, address)
                .attributes();
    }

    // The server's address and a charging number, in hexadecimal.
    private String sessionId() {
        return HexFormat.of().withUpperCase().formatHex(address.getAddress())
                + "%08X".formatted(charging.incrementAndGet());
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
