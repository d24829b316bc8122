package io.passerelle.simulator.listen;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** The two directions of a socket, with what went through counted on the terminal's session. */
record CountedStreams(InputStream in, OutputStream out) {

    static CountedStreams of(Socket socket, PacketSession session) throws IOException {
        return new CountedStreams(
                new CountedInput(socket.getInputStream(), session),
                new CountedOutput(socket.getOutputStream(), session));
    }

    private static final class CountedInput extends FilterInputStream {

        private final PacketSession session;

        CountedInput(InputStream in, PacketSession session) {
            super(in);
            this.session = session;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            session.count(0, one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            session.count(0, Math.max(0, count));
            return count;
        }
    }

    private static final class CountedOutput extends FilterOutputStream {

        private final PacketSession session;

        CountedOutput(OutputStream out, PacketSession session) {
            super(out);
            this.session = session;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            session.count(1, 0);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            session.count(length, 0);
        }
    }
}
