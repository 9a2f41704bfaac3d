package io.kspec.bench.rolling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands in for the Service of the operator: passes each connection to one of the replicas in turn. What is open
/// stays with its replica when that is taken out.
final class Front implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS = 2000;

    private final ServerSocket door;
    private final List<InetSocketAddress> replicas = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /// Listens at a free port of 127.0.0.1.
    Front() {
        try {
            this.door = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException refused) {
            throw new UncheckedIOException("no port could be listened at", refused);
        }
        Thread.ofVirtual().name("front").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void add(InetSocketAddress replica) {
        replicas.add(replica);
    }

    void remove(InetSocketAddress replica) {
        replicas.remove(replica);
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
                var replica = new Socket()) {
            open.add(replica);
            List<InetSocketAddress> now = List.copyOf(replicas);
            if (now.isEmpty()) {
                return;
            }
            replica.connect(now.get(Math.floorMod(turn.getAndIncrement(), now.size())), CONNECT_MILLIS);
            Thread back = Thread.ofVirtual().start(() -> copy(replica, caller));
            copy(caller, replica);
            back.join();
            open.remove(replica);
        } catch (IOException refused) {
            return; // the caller sees its connection end, as behind a Service
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
            throw new UncheckedIOException("a connection could not be closed", broken);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("the front could not be closed", broken);
        }
        open.forEach(Front::hangUp);
    }
}
