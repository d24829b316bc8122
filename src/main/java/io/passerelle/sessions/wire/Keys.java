package io.passerelle.sessions.wire;

import static io.passerelle.sessions.wire.Attribute.VENDOR_3GPP;

import java.net.InetAddress;
import java.time.Instant;

/** The attributes this product reads or writes. */
public final class Keys {

    // RFC 2865
    public static final Key<String> USER_NAME = Key.text("User-Name", 0, 1);
    public static final Key<byte[]> USER_PASSWORD = Key.octets("User-Password", 2);
    public static final Key<byte[]> CHAP_PASSWORD = Key.octets("CHAP-Password", 3);
    public static final Key<InetAddress> NAS_IP_ADDRESS = Key.address("NAS-IP-Address", 0, 4, 4);
    public static final Key<Long> NAS_PORT = Key.number("NAS-Port", 5);
    public static final Key<Long> SERVICE_TYPE = Key.number("Service-Type", 6);
    public static final Key<Long> FRAMED_PROTOCOL = Key.number("Framed-Protocol", 7);
    public static final Key<InetAddress> FRAMED_IP_ADDRESS =
            Key.address("Framed-IP-Address", 0, 8, 4);
    public static final Key<String> FILTER_ID = Key.text("Filter-Id", 0, 11);
    public static final Key<String> REPLY_MESSAGE = Key.text("Reply-Message", 0, 18);
    public static final Key<byte[]> STATE = Key.octets("State", 24);
    public static final Key<byte[]> CLASS = Key.octets("Class", 25);
    public static final Key<Long> SESSION_TIMEOUT = Key.number("Session-Timeout", 27);
    public static final Key<Long> IDLE_TIMEOUT = Key.number("Idle-Timeout", 28);
    public static final Key<String> CALLED_STATION_ID = Key.text("Called-Station-Id", 0, 30);
    public static final Key<String> CALLING_STATION_ID = Key.text("Calling-Station-Id", 0, 31);
    public static final Key<String> NAS_IDENTIFIER = Key.text("NAS-Identifier", 0, 32);
    public static final Key<byte[]> PROXY_STATE = Key.octets("Proxy-State", 33);
    public static final Key<byte[]> CHAP_CHALLENGE = Key.octets("CHAP-Challenge", 60);

    // RFC 2866 and RFC 2869
    public static final Key<Long> ACCT_STATUS_TYPE = Key.number("Acct-Status-Type", 40);
    public static final Key<Long> ACCT_DELAY_TIME = Key.number("Acct-Delay-Time", 41);
    public static final Key<Long> ACCT_INPUT_OCTETS = Key.number("Acct-Input-Octets", 42);
    public static final Key<Long> ACCT_OUTPUT_OCTETS = Key.number("Acct-Output-Octets", 43);
    public static final Key<String> ACCT_SESSION_ID = Key.text("Acct-Session-Id", 0, 44);
    public static final Key<Long> ACCT_SESSION_TIME = Key.number("Acct-Session-Time", 46);
    public static final Key<Long> ACCT_INPUT_PACKETS = Key.number("Acct-Input-Packets", 47);
    public static final Key<Long> ACCT_OUTPUT_PACKETS = Key.number("Acct-Output-Packets", 48);
    public static final Key<Long> ACCT_TERMINATE_CAUSE = Key.number("Acct-Terminate-Cause", 49);
    public static final Key<Long> ACCT_INPUT_GIGAWORDS = Key.number("Acct-Input-Gigawords", 52);
    public static final Key<Long> ACCT_OUTPUT_GIGAWORDS = Key.number("Acct-Output-Gigawords", 53);
    public static final Key<Instant> EVENT_TIMESTAMP = Key.time("Event-Timestamp", 55);
    public static final Key<byte[]> MESSAGE_AUTHENTICATOR = Key.octets("Message-Authenticator", 80);
    public static final Key<Long> ACCT_INTERIM_INTERVAL = Key.number("Acct-Interim-Interval", 85);

    // RFC 3162, RFC 6911 and RFC 5176
    public static final Key<InetAddress> NAS_IPV6_ADDRESS =
            Key.address("NAS-IPv6-Address", 0, 95, 16);
    public static final Key<byte[]> FRAMED_IPV6_PREFIX = Key.octets("Framed-IPv6-Prefix", 97);
    public static final Key<Long> ERROR_CAUSE = Key.number("Error-Cause", 101);
    public static final Key<InetAddress> FRAMED_IPV6_ADDRESS =
            Key.address("Framed-IPv6-Address", 0, 168, 16);

    // 3GPP TS 29.061 section 16.4.7
    public static final Key<String> IMSI = Key.text("3GPP-IMSI", VENDOR_3GPP, 1);
    public static final Key<InetAddress> SGSN_ADDRESS =
            Key.address("3GPP-SGSN-Address", VENDOR_3GPP, 6, 4);
    public static final Key<InetAddress> GGSN_ADDRESS =
            Key.address("3GPP-GGSN-Address", VENDOR_3GPP, 7, 4);
    public static final Key<String> NSAPI = Key.text("3GPP-NSAPI", VENDOR_3GPP, 10);
    public static final Key<String> SGSN_MCC_MNC = Key.text("3GPP-SGSN-MCC-MNC", VENDOR_3GPP, 18);
    public static final Key<String> IMEISV = Key.text("3GPP-IMEISV", VENDOR_3GPP, 20);
    public static final Key<Integer> RAT_TYPE = Key.octet("3GPP-RAT-Type", VENDOR_3GPP, 21);

    private Keys() {}
}
