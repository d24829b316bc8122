package io.passerelle.sims;

import io.passerelle.foundation.PackedDigits;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps in memory of a SIM card: enough to let it sign on and to carry its connections
 * while the database is away. There may be a million of them, and a start waits for all: so numbers
 * are packed, and a card is one object where a record of what it gives was eleven
 * (docs/decisions/2026-11-21-sim-cards-in-memory.md).
 */
public final class KnownSim {

    /** The first digits of an ICCID go apart: it may have 22. */
    private static final int ICCID_HEAD = 6;

    private static final SimStatus[] STATUSES = SimStatus.values();
    private static final int NO_STATUS = -1;

    private final long idHigh;
    private final long idLow;
    private UUID organisationId;
    private UUID groupId;
    private @Nullable UUID accessPointId;
    private final int iccidHead;
    private final long iccidTail;
    private final long msisdn;
    private final long imsi;
    private final long imei;
    private final @Nullable String userName;
    private final int userNameHash;
    private final byte @Nullable [] sealedPassword;
    private final int ipv4;
    private final @Nullable InetAddress ipv6;
    private final int maxConnections;
    private final byte sessionLimit;
    private final byte status;
    private final byte statusBefore;
    private final boolean hasIpv4;
    private final SimKind kind;

    /**
     * A card.
     *
     * @param organisationId kept as it is: cards of one owner should share it, and so for the group
     *     and the access point
     * @param iccid 13 to 22 digits
     * @param msisdn digits, or null
     * @param imsi digits, or null
     * @param kind by whose access point it reaches its servers
     * @param statusBefore where it was before what it waits for
     * @param sealedPassword as {@code SecretBox} sealed it
     * @param sessionLimit 1 to 16
     * @param imei the one device that may use it, 14 digits; null for any
     * @throws IllegalArgumentException when a number has anything but digits, or too many
     */
    public KnownSim(
            UUID id,
            UUID organisationId,
            UUID groupId,
            @Nullable UUID accessPointId,
            String iccid,
            @Nullable String msisdn,
            @Nullable String imsi,
            SimKind kind,
            SimStatus status,
            @Nullable SimStatus statusBefore,
            @Nullable String userName,
            byte @Nullable [] sealedPassword,
            @Nullable InetAddress staticAddress,
            int sessionLimit,
            int maxConnections,
            @Nullable String imei) {
        this.idHigh = id.getMostSignificantBits();
        this.idLow = id.getLeastSignificantBits();
        this.organisationId = organisationId;
        this.groupId = groupId;
        this.accessPointId = accessPointId;
        int split = Math.min(ICCID_HEAD, iccid.length());
        this.iccidHead = (int) PackedDigits.pack(iccid, 0, split);
        this.iccidTail = PackedDigits.pack(iccid, split, iccid.length());
        if (iccidHead == PackedDigits.NONE || iccidTail == PackedDigits.NONE) {
            throw new IllegalArgumentException("not a SIM number");
        }
        this.msisdn = digits(msisdn);
        this.imsi = digits(imsi);
        this.kind = kind;
        this.status = (byte) status.ordinal();
        this.statusBefore = (byte) (statusBefore == null ? NO_STATUS : statusBefore.ordinal());
        this.userName = userName;
        this.userNameHash = userName == null ? 0 : hash(userName);
        this.sealedPassword = sealedPassword;
        this.hasIpv4 = staticAddress instanceof Inet4Address;
        this.ipv4 = hasIpv4 ? packed(Objects.requireNonNull(staticAddress)) : 0;
        this.ipv6 = hasIpv4 ? null : staticAddress;
        this.sessionLimit = (byte) sessionLimit;
        this.maxConnections = maxConnections;
        this.imei = digits(imei);
    }

    /** A lock to a device that cannot be read must not be no lock. */
    private static long digits(@Nullable String text) {
        long packed = PackedDigits.pack(text);
        if (text != null && packed == PackedDigits.NONE) {
            throw new IllegalArgumentException("not a number of a SIM card");
        }
        return packed;
    }

    private static int packed(InetAddress address) {
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }

    /** What identifies it for good. */
    public UUID id() {
        return new UUID(idHigh, idLow);
    }

    /** Whose it is. */
    public UUID organisationId() {
        return organisationId;
    }

    /** Its group. */
    public UUID groupId() {
        return groupId;
    }

    /** Where it signs on; null for none. */
    public @Nullable UUID accessPointId() {
        return accessPointId;
    }

    /** The number of the card itself. */
    public String iccid() {
        return there(PackedDigits.unpack(iccidHead)) + there(PackedDigits.unpack(iccidTail));
    }

    /** Its telephone number, digits only; null for none. */
    public @Nullable String msisdn() {
        return PackedDigits.unpack(msisdn);
    }

    /** Its subscriber's identity; null for none. */
    public @Nullable String imsi() {
        return PackedDigits.unpack(imsi);
    }

    /** By whose access point it reaches its servers. */
    public SimKind kind() {
        return kind;
    }

    /** Where it is in its life. */
    public SimStatus status() {
        return STATUSES[status];
    }

    /** Where it was before what it waits for; null when it waits for nothing. */
    public @Nullable SimStatus statusBefore() {
        return statusBefore == NO_STATUS ? null : STATUSES[statusBefore];
    }

    /** The name it must give; null for none. */
    public @Nullable String userName() {
        return userName;
    }

    /** The password that goes with the name, as {@code SecretBox} sealed it; null for none. */
    public byte @Nullable [] sealedPassword() {
        return sealedPassword;
    }

    /** The address it always gets; null for one of a pool. */
    public @Nullable InetAddress staticAddress() {
        if (!hasIpv4) {
            return ipv6;
        }
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(Integer.BYTES).putInt(ipv4).array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** How many sessions it may have at once, 1 to 16. */
    public int sessionLimit() {
        return sessionLimit;
    }

    /** How many connections it may have at once. */
    public int maxConnections() {
        return maxConnections;
    }

    /** The one device that may use it, 14 digits; null for any. */
    public @Nullable String imei() {
        return PackedDigits.unpack(imei);
    }

    /** Whether the network lets it sign on. */
    public boolean admitsSignOn() {
        return kind.passesHere() && status().admitsSignOn(statusBefore());
    }

    /**
     * Takes over the identifiers of the card as it was where they are the same: it shares those
     * with others, and a card that changes alone would bring its own. Only before others see it.
     */
    void shareIdentifiersOf(KnownSim before) {
        if (before.organisationId.equals(organisationId)) {
            organisationId = before.organisationId;
        }
        if (before.groupId.equals(groupId)) {
            groupId = before.groupId;
        }
        if (Objects.equals(before.accessPointId, accessPointId)) {
            accessPointId = before.accessPointId;
        }
    }

    /** Whether it is the card of that id. */
    boolean is(UUID id) {
        return idHigh == id.getMostSignificantBits() && idLow == id.getLeastSignificantBits();
    }

    boolean isSameCardAs(KnownSim other) {
        return idHigh == other.idHigh && idLow == other.idLow;
    }

    /** What finds it by its id, for {@link SimTable}. */
    long idKey() {
        return idKey(idHigh, idLow);
    }

    static long idKey(UUID id) {
        return idKey(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private static long idKey(long high, long low) {
        return (31 * high + low) | 1; // never none
    }

    long imsiKey() {
        return imsi;
    }

    long msisdnKey() {
        return msisdn;
    }

    long userNameKey() {
        return userName == null ? PackedDigits.NONE : keyOf(userNameHash);
    }

    /** In any case; names that differ may share it. */
    static long userNameKey(String userName) {
        return keyOf(hash(userName));
    }

    private static int hash(String userName) {
        return SecretHash.of(lower(userName).getBytes(StandardCharsets.UTF_8));
    }

    boolean hasUserName(String other) {
        return userName != null && lower(userName).equals(lower(other));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    long addressKey() {
        if (hasIpv4) {
            return keyOf(ipv4);
        }
        return ipv6 == null ? PackedDigits.NONE : addressKey(ipv6);
    }

    /** Exact for IPv4; others may share it. */
    static long addressKey(InetAddress address) {
        return keyOf(
                address instanceof Inet4Address
                        ? packed(address)
                        : SecretHash.of(address.getAddress()));
    }

    /** No number's key is none. */
    private static long keyOf(int number) {
        return 1L << Integer.SIZE | Integer.toUnsignedLong(number);
    }

    boolean hasAddress(InetAddress address) {
        return hasIpv4
                ? address instanceof Inet4Address && packed(address) == ipv4
                : address.equals(ipv6);
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return "KnownSim[" + iccid() + "]";
    }
}
