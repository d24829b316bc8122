package io.passerelle.sessions.wire;

import io.passerelle.sessions.SignOnAnswer;
import java.util.List;

/** Answers in bytes; every Proxy-State goes back as it came (RFC 2865 section 5.33). */
public final class AnswerWriter {

    private static final long FRAMED = 2;
    private static final long GPRS_PDP_CONTEXT = 7;

    private AnswerWriter() {}

    /** Access-Accept or Access-Reject, to a server that does not want to know the group. */
    public static byte[] signOn(RadiusPacket request, SignOnAnswer answer, byte[] secret) {
        return signOn(request, answer, secret, false);
    }

    /**
     * Access-Accept or Access-Reject; a refused terminal is not told why.
     *
     * @param tellsGroup whether the card's group goes along as Filter-Id (RFC 2865 section 5.11)
     */
    public static byte[] signOn(
            RadiusPacket request, SignOnAnswer answer, byte[] secret, boolean tellsGroup) {
        return switch (answer) {
            case SignOnAnswer.Accepted accepted ->
                    RadiusEncoder.answer(
                            PacketCode.ACCESS_ACCEPT,
                            request,
                            accept(request, accepted, tellsGroup),
                            secret);
            case SignOnAnswer.Rejected ignored ->
                    RadiusEncoder.answer(
                            PacketCode.ACCESS_REJECT, request, proxyState(request), secret);
        };
    }

    /** Accounting-Response. */
    public static byte[] accounting(RadiusPacket request, byte[] secret) {
        return RadiusEncoder.answer(
                PacketCode.ACCOUNTING_RESPONSE, request, proxyState(request), secret);
    }

    /** "I am here" (RFC 5997 section 3). */
    public static byte[] status(RadiusPacket request, boolean accounting, byte[] secret) {
        return RadiusEncoder.answer(
                accounting ? PacketCode.ACCOUNTING_RESPONSE : PacketCode.ACCESS_ACCEPT,
                request,
                proxyState(request),
                secret);
    }

    private static List<Attribute> accept(
            RadiusPacket request, SignOnAnswer.Accepted accepted, boolean tellsGroup) {
        var draft =
                RadiusPacket.draft()
                        .add(Keys.SERVICE_TYPE, FRAMED)
                        .add(Keys.FRAMED_PROTOCOL, GPRS_PDP_CONTEXT)
                        .add(Keys.CLASS, SessionClass.of(accepted.sessionId()))
                        .add(Keys.ACCT_INTERIM_INTERVAL, (long) accepted.rules().interimInterval());
        if (accepted.address() != null) {
            draft.add(
                    accepted.address().getAddress().length == 4
                            ? Keys.FRAMED_IP_ADDRESS
                            : Keys.FRAMED_IPV6_ADDRESS,
                    accepted.address());
        }
        Integer timeout = accepted.rules().sessionTimeout();
        if (timeout != null) {
            draft.add(Keys.SESSION_TIMEOUT, timeout.longValue());
        }
        if (tellsGroup && !accepted.group().isEmpty()) {
            draft.add(Keys.FILTER_ID, accepted.group());
        }
        return draft.copy(request, Keys.PROXY_STATE).attributes();
    }

    private static List<Attribute> proxyState(RadiusPacket request) {
        return RadiusPacket.draft().copy(request, Keys.PROXY_STATE).attributes();
    }
}
