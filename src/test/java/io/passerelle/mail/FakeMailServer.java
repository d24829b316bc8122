package io.passerelle.mail;

import io.passerelle.testing.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes mails, or answers to a recipient what a test wants. */
public final class FakeMailServer implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private volatile String answerToRecipient = "250 fine";
    private volatile boolean isResetting;

    /** Listens on a free port of this machine, which nobody takes when it is closed. */
    public FakeMailServer() {
        try {
            socket = new ServerSocket(FreePorts.tcp(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** What it says to RCPT from now on, such as {@code 550 no such mailbox}. */
    public void answersToRecipients(String answer) {
        answerToRecipient = answer;
    }

    /** Resets the connection from now on when it is told QUIT. */
    public void resetsAtTheEnd() {
        isResetting = true;
    }

    /** What it has taken, headers and all. */
    public List<String> mails() {
        return mails;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            say(out, "220 mail.test");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase();
                if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    mails.add(data(in));
                }
                if (verb.equals("QUIT") && isResetting) {
                    client.setSoLinger(true, 0);
                    return;
                }
                say(out, verb.equals("RCPT") ? answerToRecipient : answer(verb));
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static String answer(String verb) {
        return verb.equals("QUIT") ? "221 bye" : "250 fine";
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
