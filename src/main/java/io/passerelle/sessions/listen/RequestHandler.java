package io.passerelle.sessions.listen;

import io.passerelle.sessions.Accounting;
import io.passerelle.sessions.Authenticator;
import io.passerelle.sessions.KnownNas;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.SignOnAnswer;
import io.passerelle.sessions.wire.AnswerWriter;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.RequestReader;
import io.passerelle.sessions.wire.RequestReader.Envelope;
import io.passerelle.sessions.wire.Signatures;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A packet from arrival to answer, the same for every door: decode, verify, look for a
 * retransmission, decide, answer. What is dropped is counted by its {@link Outcome}.
 */
final class RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final byte[] ZEROS = new byte[RadiusPacket.AUTHENTICATOR_LENGTH];

    private final NasDirectory directory;
    private final Authenticator authenticator;
    private final Accounting accounting;
    private final RadiusMetrics metrics;
    private final NasShares shares;
    private final InstantSource clock;
    private final AtomicInteger unanswered = new AtomicInteger();

    RequestHandler(
            NasDirectory directory,
            Authenticator authenticator,
            Accounting accounting,
            RadiusMetrics metrics,
            NasShares shares,
            InstantSource clock) {
        this.directory = directory;
        this.authenticator = authenticator;
        this.accounting = accounting;
        this.metrics = metrics;
        this.shares = shares;
        this.clock = clock;
    }

    /** How an answer gets back, on the event loop that owns the cache. */
    interface Way {
        InetSocketAddress source();

        AnswerCache cache();

        void send(byte[] answer);

        /** Runs something on the event loop. */
        void onLoop(Runnable action);
    }

    /**
     * Handles a packet of a server we know.
     *
     * @return false when the bytes are no packet, after which a stream makes no sense any more
     */
    boolean handle(Door door, KnownNas nas, byte[] bytes, Way way) {
        if (!shares.admits(nas.server().id(), System.nanoTime())) {
            count(door, Outcome.TOO_FAST, way);
            return true;
        }
        switch (RadiusDecoder.decode(bytes)) {
            case Decoded.Malformed(var reason) -> {
                metrics.malformed(door, reason, way.source().getAddress());
                return false;
            }
            case Decoded.Packet packet -> {
                Outcome refusal = verify(door, nas, packet);
                if (refusal != null) {
                    count(door, refusal, way);
                } else if (packet.content().code() == PacketCode.STATUS_SERVER) {
                    way.send(
                            AnswerWriter.status(packet.content(), door == Door.ACCT, nas.secret()));
                    count(door, Outcome.STATUS, way);
                } else {
                    once(door, nas, packet, way);
                }
                return true;
            }
        }
    }

    /** Why a packet is to be dropped; null when it is not. */
    private @Nullable Outcome verify(Door door, KnownNas nas, Decoded.Packet packet) {
        RadiusPacket content = packet.content();
        if (!door.takes(content.code())) {
            return Outcome.UNEXPECTED_CODE;
        }
        if (content.code() == PacketCode.ACCOUNTING_REQUEST) {
            boolean right =
                    Signatures.digestRequestMatches(packet.bytes(), nas.secret())
                            && signature(packet, ZEROS, nas) != Signatures.Verdict.WRONG;
            return right ? null : Outcome.BAD_SIGNATURE;
        }
        return switch (signature(packet, content.authenticator(), nas)) {
            case WRONG -> Outcome.BAD_SIGNATURE;
            case RIGHT -> {
                if (door != Door.RADSEC) {
                    directory.sawSigned(nas.server());
                }
                yield null;
            }
            case ABSENT -> unsigned(door, nas, content);
        };
    }

    private @Nullable Outcome unsigned(Door door, KnownNas nas, RadiusPacket content) {
        if (content.code() == PacketCode.STATUS_SERVER) {
            return Outcome.UNSIGNED; // RFC 5997 section 3
        }
        if (door == Door.RADSEC) {
            return null; // TLS has signed it
        }
        directory.sawUnsigned(nas.server());
        return directory.requiresSignature(nas.server()) ? Outcome.UNSIGNED : null;
    }

    private static Signatures.Verdict signature(
            Decoded.Packet packet, byte[] authenticator, KnownNas nas) {
        return Signatures.messageAuthenticator(packet.bytes(), authenticator, nas.secret());
    }

    private void once(Door door, KnownNas nas, Decoded.Packet packet, Way way) {
        AnswerCache.Key key = AnswerCache.Key.of(way.source(), packet.bytes());
        switch (way.cache().begin(key, System.nanoTime())) {
            case FULL -> count(door, Outcome.OVERLOADED, way);
            case IN_PROGRESS -> count(door, Outcome.IN_PROGRESS, way);
            case ANSWERED -> {
                byte[] answer = way.cache().answer(key);
                if (answer != null) {
                    way.send(answer);
                    count(door, Outcome.REPEATED, way);
                }
            }
            case NEW -> safely(door, nas, packet.content(), key, way);
        }
    }

    /**
     * A mistake costs one request; were it still held for being worked on, it could never come
     * again.
     */
    private void safely(
            Door door, KnownNas nas, RadiusPacket request, AnswerCache.Key key, Way way) {
        try {
            decide(door, nas, request, key, way);
        } catch (RuntimeException mistake) {
            LOG.atError().setCause(mistake).log("RADIUS request failed");
            way.cache().failed(key);
            count(door, Outcome.FAULT, way);
        }
    }

    private void decide(
            Door door, KnownNas nas, RadiusPacket request, AnswerCache.Key key, Way way) {
        var envelope =
                new Envelope(
                        nas.server().id(),
                        way.source().getAddress(),
                        nas.secret(),
                        clock.instant());
        if (request.code() == PacketCode.ACCESS_REQUEST) {
            SignOnAnswer answer = authenticator.signOn(RequestReader.signOn(request, envelope));
            metrics.signedOn(answer.reason());
            boolean accepted = answer instanceof SignOnAnswer.Accepted;
            byte[] bytes =
                    AnswerWriter.signOn(request, answer, nas.secret(), nas.server().tellsGroup());
            answer(door, key, bytes, accepted ? Outcome.ACCEPTED : Outcome.REJECTED, way);
            return;
        }
        UUID server = nas.server().id();
        if (!shares.begin(server)) {
            way.cache().failed(key); // it will come again, when there may be room
            count(door, Outcome.OVERLOADED, way);
            return;
        }
        unanswered.incrementAndGet();
        CompletionStage<Void> durable;
        try {
            durable = account(request, envelope);
        } catch (RuntimeException mistake) {
            shares.end(server);
            unanswered.decrementAndGet();
            throw mistake;
        }
        if (durable == null) {
            shares.end(server);
            unanswered.decrementAndGet();
            way.cache().failed(key);
            count(door, Outcome.INCOMPLETE, way);
            return;
        }
        durable.whenComplete((ignored, failure) -> {
            shares.end(server);
            way.onLoop(() -> {
                if (failure == null) {
                    byte[] bytes = AnswerWriter.accounting(request, nas.secret());
                    answer(door, key, bytes, Outcome.ACCOUNTED, way);
                } else {
                    way.cache().failed(key);
                    count(door, Outcome.NOT_DURABLE, way);
                }
                unanswered.decrementAndGet();
            });
        });
    }

    /** How many requests were taken and wait for their record to be durable. */
    int unanswered() {
        return unanswered.get();
    }

    /** Null when the request does not say what it is about. */
    private @Nullable CompletionStage<Void> account(RadiusPacket request, Envelope envelope) {
        var report = RequestReader.report(request, envelope);
        if (report.isPresent()) {
            return report.get().acctSessionId().isEmpty() ? null : accounting.report(report.get());
        }
        var restart = RequestReader.restart(request, envelope);
        if (restart.isPresent()) {
            return accounting.restarted(restart.get());
        }
        return RequestReader.isAboutNothingKept(request)
                ? CompletableFuture.completedFuture(null)
                : null;
    }

    private void answer(Door door, AnswerCache.Key key, byte[] bytes, Outcome outcome, Way way) {
        way.cache().answered(key, bytes, System.nanoTime());
        way.send(bytes);
        count(door, outcome, way);
    }

    void count(Door door, Outcome outcome, Way way) {
        metrics.count(door, outcome, way.source().getAddress());
    }
}
