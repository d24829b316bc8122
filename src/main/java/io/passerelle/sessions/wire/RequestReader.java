package io.passerelle.sessions.wire;

import io.passerelle.foundation.Imsi;
import io.passerelle.foundation.Msisdn;
import io.passerelle.sessions.AccountingReport;
import io.passerelle.sessions.Credentials;
import io.passerelle.sessions.NasRestart;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SignOn;
import io.passerelle.sessions.TerminateCause;
import io.passerelle.sessions.Usage;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What packets of a GGSN or PGW mean (3GPP TS 29.061 section 16.4). */
public final class RequestReader {

    private static final int TEXT_AT_MOST = 200;
    private static final int GIGAWORD_BITS = 32;
    private static final long GIGAWORDS_AT_MOST = Integer.MAX_VALUE;
    private static final long SECONDS_AT_MOST = Duration.ofDays(3660).toSeconds();

    private RequestReader() {}

    /** Who sent a packet and when it came. */
    public record Envelope(UUID nasId, InetAddress source, byte[] secret, Instant arrival) {}

    /** An Access-Request. */
    public static SignOn signOn(RadiusPacket packet, Envelope envelope) {
        return new SignOn(
                envelope.arrival(),
                envelope.nasId(),
                box(packet, envelope),
                text(packet, Keys.USER_NAME),
                credentials(packet, envelope.secret()),
                msisdn(packet),
                imsi(packet),
                text(packet, Keys.CALLED_STATION_ID),
                text(packet, Keys.IMEISV));
    }

    private static Credentials credentials(RadiusPacket packet, byte[] secret) {
        Optional<byte[]> chap = packet.first(Keys.CHAP_PASSWORD).filter(v -> v.length == 17);
        if (chap.isPresent()) {
            byte[] challenge = packet.first(Keys.CHAP_CHALLENGE).orElse(packet.authenticator());
            byte[] response = Arrays.copyOfRange(chap.get(), 1, 17);
            return new Credentials.Chap(chap.get()[0] & 0xff, response, challenge);
        }
        return packet.first(Keys.USER_PASSWORD)
                .flatMap(hidden -> Passwords.reveal(hidden, packet.authenticator(), secret))
                .<Credentials>map(Credentials.Pap::new)
                .orElseGet(Credentials.None::new);
    }

    /** An Accounting-Request about one session; empty when it is about none. */
    public static Optional<AccountingReport> report(RadiusPacket packet, Envelope envelope) {
        return kind(packet).map(kind -> report(kind, packet, envelope));
    }

    /** An Accounting-Request about a server's restart; empty when it is about none. */
    public static Optional<NasRestart> restart(RadiusPacket packet, Envelope envelope) {
        long status = packet.first(Keys.ACCT_STATUS_TYPE).orElse(0L);
        if (status != 7 && status != 8) {
            return Optional.empty();
        }
        Set<InetAddress> told =
                Stream.concat(packet.all(Keys.NAS_IP_ADDRESS), packet.all(Keys.NAS_IPV6_ADDRESS))
                        .collect(Collectors.toSet());
        if (!told.isEmpty()) {
            told.add(envelope.source());
        }
        return Optional.of(
                new NasRestart(
                        envelope.nasId(),
                        told,
                        happenedAt(packet, envelope),
                        status == 7 ? SessionEndReason.NAS_ON : SessionEndReason.NAS_OFF));
    }

    /**
     * Whether it reports tunnels, links or failures (RFC 2867, RFC 2866 section 5.1): nothing is
     * kept of these, so they may be acknowledged at once.
     */
    public static boolean isAboutNothingKept(RadiusPacket packet) {
        long status = packet.first(Keys.ACCT_STATUS_TYPE).orElse(0L);
        return status >= 9 && status <= 15;
    }

    private static Optional<AccountingReport.Kind> kind(RadiusPacket packet) {
        return switch (packet.first(Keys.ACCT_STATUS_TYPE).orElse(0L).intValue()) {
            case 1 -> Optional.of(AccountingReport.Kind.START);
            case 2 -> Optional.of(AccountingReport.Kind.STOP);
            case 3 -> Optional.of(AccountingReport.Kind.INTERIM);
            default -> Optional.empty();
        };
    }

    private static AccountingReport report(
            AccountingReport.Kind kind, RadiusPacket packet, Envelope envelope) {
        boolean stop = kind == AccountingReport.Kind.STOP;
        return new AccountingReport(
                kind,
                envelope.nasId(),
                box(packet, envelope),
                happenedAt(packet, envelope),
                seconds(packet, Keys.ACCT_SESSION_TIME),
                text(packet, Keys.ACCT_SESSION_ID),
                packet.all(Keys.CLASS)
                        .filter(SessionClass::isOurs)
                        .findFirst()
                        .map(SessionClass::session)
                        .orElse(null),
                text(packet, Keys.USER_NAME),
                msisdn(packet),
                imsi(packet),
                text(packet, Keys.CALLED_STATION_ID),
                packet.first(Keys.FRAMED_IP_ADDRESS)
                        .filter(RequestReader::isOneAddress)
                        .or(() -> packet.first(Keys.FRAMED_IPV6_ADDRESS))
                        .orElse(null),
                text(packet, Keys.IMEISV),
                packet.first(Keys.RAT_TYPE).map(RadioType::name).orElse(""),
                text(packet, Keys.SGSN_MCC_MNC),
                usage(packet),
                packet.has(Keys.ACCT_INPUT_GIGAWORDS),
                packet.has(Keys.ACCT_OUTPUT_GIGAWORDS),
                stop ? TerminateCause.of(packet.first(Keys.ACCT_TERMINATE_CAUSE)) : "");
    }

    /** 255.255.255.254 and .255 stand for a choice, 0.0.0.0 for nothing (RFC 2865 section 5.8). */
    private static boolean isOneAddress(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !address.isAnyLocalAddress() && (bytes[0] & 0xff) < 224;
    }

    private static Usage usage(RadiusPacket packet) {
        return new Usage(
                octets(packet, Keys.ACCT_INPUT_OCTETS, Keys.ACCT_INPUT_GIGAWORDS),
                octets(packet, Keys.ACCT_OUTPUT_OCTETS, Keys.ACCT_OUTPUT_GIGAWORDS),
                packet.first(Keys.ACCT_INPUT_PACKETS).orElse(0L),
                packet.first(Keys.ACCT_OUTPUT_PACKETS).orElse(0L));
    }

    /** RFC 2869 section 5.1: the gigawords count how often the octets went round. */
    private static long octets(RadiusPacket packet, Key<Long> octets, Key<Long> gigawords) {
        long high = Math.min(packet.first(gigawords).orElse(0L), GIGAWORDS_AT_MOST / 4);
        return (high << GIGAWORD_BITS) + packet.first(octets).orElse(0L);
    }

    /** RFC 2866 section 5.2: the delay is what it took to be sent. */
    private static Instant happenedAt(RadiusPacket packet, Envelope envelope) {
        return envelope.arrival().minus(seconds(packet, Keys.ACCT_DELAY_TIME));
    }

    private static Duration seconds(RadiusPacket packet, Key<Long> key) {
        return Duration.ofSeconds(Math.min(packet.first(key).orElse(0L), SECONDS_AT_MOST));
    }

    private static InetAddress box(RadiusPacket packet, Envelope envelope) {
        return packet.first(Keys.NAS_IP_ADDRESS)
                .or(() -> packet.first(Keys.NAS_IPV6_ADDRESS))
                .orElse(envelope.source());
    }

    private static String msisdn(RadiusPacket packet) {
        return Msisdn.parse(text(packet, Keys.CALLING_STATION_ID)).map(Msisdn::value).orElse("");
    }

    private static String imsi(RadiusPacket packet) {
        return Imsi.parse(text(packet, Keys.IMSI)).map(Imsi::value).orElse("");
    }

    /** Texts come from strangers' devices: no control characters, and an end. */
    private static String text(RadiusPacket packet, Key<String> key) {
        String text = packet.first(key).orElse("");
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(TEXT_AT_MOST)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Nearly every text: nothing to leave out. */
    private static boolean isClean(String text) {
        if (text.length() > TEXT_AT_MOST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
