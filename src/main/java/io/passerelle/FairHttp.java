package io.passerelle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP whose connections are shared fairly: an address may have as many as are left for others, so
 * that one that opens connections and says nothing never keeps the rest out. Refused before a byte
 * is read. Tomcat makes it by its name.
 */
public final class FairHttp extends Http11NioProtocol {

    /** For Tomcat. */
    public FairHttp() {
        super(new Endpoint());
    }

    /** Judges a connection when it has been accepted. */
    private static final class Endpoint extends NioEndpoint {

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (mayCome(socket)) {
                return super.setSocketOptions(socket);
            }
            destroySocket(socket);
            return false;
        }

        private boolean mayCome(SocketChannel socket) {
            int most = getMaxConnections();
            int open = connections.size();
            if (most <= 0 || open <= most / 2) {
                return true; // nobody can have more than are left
            }
            String address = addressOf(socket);
            return address == null || connectionsOf(address) < most - open;
        }

        /** Counted only when it matters: a thousand times a second is nothing then. */
        private long connectionsOf(String address) {
            long count = 0;
            for (SocketWrapperBase<NioChannel> open : connections.values()) {
                count += address.equals(open.getRemoteAddr()) ? 1 : 0;
            }
            return count;
        }

        private static @Nullable String addressOf(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress remote
                        ? remote.getAddress().getHostAddress()
                        : null;
            } catch (IOException gone) {
                return null; // found out again by whoever reads
            }
        }
    }
}
