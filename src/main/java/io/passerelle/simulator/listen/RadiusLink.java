package io.passerelle.simulator.listen;

import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.Signatures;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client socket to one RADIUS port: at most 256 questions at a time (the identifier is a byte,
 * RFC 2865 section 3), each sent again unchanged while there is no answer (RFC 5080 section 2.2.1).
 */
public final class RadiusLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RadiusLink.class);
    private static final int IDENTIFIERS = 256;
    private static final int[] PATIENCE_MILLIS = {1_000, 2_000, 4_000};

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final byte[] secret;
    private final BlockingQueue<Integer> free = new ArrayBlockingQueue<>(IDENTIFIERS);
    private final AtomicReferenceArray<Question> asked = new AtomicReferenceArray<>(IDENTIFIERS);

    /**
     * Opens the socket.
     *
     * @param local where the packets come from: the address a network access server is known by
     */
    public RadiusLink(InetAddress local, InetSocketAddress server, byte[] secret)
            throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(local, 0));
        this.server = server;
        this.secret = secret.clone();
        for (int identifier = 0; identifier < IDENTIFIERS; identifier++) {
            free.add(identifier);
        }
        Thread.ofVirtual().name("radius-answers").start(this::receive);
    }

    /** Writes a request for the identifier it gets. */
    @FunctionalInterface
    public interface Request {
        byte[] bytes(int identifier);
    }

    /**
     * Asks, and asks again twice.
     *
     * @return empty when nobody answered in seven seconds
     */
    public Optional<RadiusPacket> ask(Request request) throws IOException, InterruptedException {
        int identifier = free.take();
        try {
            byte[] packet = request.bytes(identifier);
            var question = new Question(Arrays.copyOfRange(packet, 4, 20));
            asked.set(identifier, question);
            for (int patience : PATIENCE_MILLIS) {
                socket.send(new DatagramPacket(packet, packet.length, server));
                Optional<RadiusPacket> answer = question.await(patience);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        } finally {
            asked.set(identifier, null);
            free.add(identifier);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void receive() {
        var datagram = new DatagramPacket(new byte[RadiusDecoder.LONGEST], RadiusDecoder.LONGEST);
        while (!socket.isClosed()) {
            try {
                datagram.setLength(RadiusDecoder.LONGEST);
                socket.receive(datagram);
                byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
                if (RadiusDecoder.decode(bytes) instanceof Decoded.Packet(var content, var whole)) {
                    answered(content, whole);
                }
            } catch (IOException e) {
                // An unreachable port is reported here; the question simply stays unanswered.
                LOG.atTrace().setCause(e).log("no RADIUS server there");
            }
        }
    }

    private void answered(RadiusPacket answer, byte[] bytes) {
        Question question = asked.get(answer.identifier());
        if (question != null && Signatures.answerMatches(bytes, question.authenticator, secret)) {
            question.answer.complete(answer);
        }
    }

    private static final class Question {

        private final byte[] authenticator;
        private final CompletableFuture<RadiusPacket> answer = new CompletableFuture<>();

        Question(byte[] authenticator) {
            this.authenticator = authenticator;
        }

        Optional<RadiusPacket> await(int millis) throws InterruptedException {
            try {
                return Optional.of(answer.get(millis, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // it is never completed with a failure
            }
        }
    }
}
