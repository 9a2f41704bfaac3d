package io.kspec.local.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects each caller with a server of [Target]'s choice until either side ends it. A caller for whom there is none
/// sees its connection end, as behind a Service without pods.
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS = 2000;

    private final ServerSocket door;
    private final Target target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Chooses where a connection goes.
    @FunctionalInterface
    public interface Target {
        /// A connection of the caller's own, open already; see [Relay#connect].
        ///
        /// @throws IOException when there is none; the caller's connection ends
        Socket open() throws IOException;
    }

    private Relay(ServerSocket door, Target target) {
        this.door = door;
        this.target = target;
    }

    /// Listens from now on.
    ///
    /// @param port 0 for any free one
    /// @throws IOException when the address cannot be listened at
    public static Relay at(InetAddress address, int port, Target target) throws IOException {
        var relay = new Relay(new ServerSocket(port, BACKLOG, address), target);
        Thread.ofVirtual().name("relay at " + relay.address()).start(relay::accept);
        return relay;
    }

    /// Listens from now on at a free port of 127.0.0.1.
    ///
    /// @throws IOException when there is none
    public static Relay onLoopback(Target target) throws IOException {
        return at(InetAddress.ofLiteral("127.0.0.1"), 0, target);
    }

    /// A connection to a server, within two seconds.
    public static Socket connect(InetSocketAddress server) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(server, CONNECT_MILLIS);
            return socket;
        } catch (IOException refused) {
            hangUp(socket);
            throw refused;
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    /// Ends every connection, and goes on to listen.
    public void cut() {
        open.forEach(Relay::hangUp);
    }

    /// Ends the listening and every connection.
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            LOG.debug("a listener could not be closed", broken);
        }
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                LOG.debug("the relay at {} accepts nothing: {}", address(), closed.getMessage());
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller;
                Socket server = target.open()) {
            open.add(server);
            Thread back = Thread.ofVirtual().start(() -> copy(server, caller));
            copy(caller, server);
            back.join();
            open.remove(server);
        } catch (IOException none) {
            LOG.debug("a connection to {} ended: {}", address(), none.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    /// Until one side says no more; the other is then told so.
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            hangUp(from);
            hangUp(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            LOG.debug("a connection could not be closed", broken);
        }
    }
}
