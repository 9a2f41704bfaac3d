package io.kspec.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to an API server on this machine that can be cut, and mended again. Who asks at its near end is connected
/// with the server while it is whole.
final class Line implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final URI far;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    private Line(URI far, ServerSocket door) {
        this.far = far;
        this.door = door;
    }

    static Line to(URI server) {
        try {
            var line = new Line(server, new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().name("line to " + server).start(line::accept);
            return line;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /// The same user, by way of this line.
    Config through(Config direct) {
        return new ConfigBuilder(direct)
                .withMasterUrl("https://127.0.0.1:" + door.getLocalPort())
                .build();
    }

    /// Ends every connection and takes no other.
    void cut() {
        whole = false;
        open.forEach(Line::hangUp);
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller;
                var server = new Socket(far.getHost(), far.getPort())) {
            open.add(server);
            if (whole) {
                Thread back = Thread.ofVirtual().start(() -> copy(server, caller));
                copy(caller, server);
                back.join();
            }
            open.remove(server);
        } catch (IOException refused) {
            hangUp(caller);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

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
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
