package io.kspec.bench.rolling;

import io.kspec.local.relay.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands in for the Service of the operator: passes each connection to one of the replicas in turn. What is open
/// stays with its replica when that is taken out.
final class Front implements AutoCloseable {
    private final Relay relay;
    private final List<InetSocketAddress> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /// Listens at a free port of 127.0.0.1.
    Front() {
        try {
            this.relay = Relay.onLoopback(this::replica);
        } catch (IOException refused) {
            throw new UncheckedIOException("no port could be listened at", refused);
        }
    }

    int port() {
        return relay.address().getPort();
    }

    void add(InetSocketAddress replica) {
        replicas.add(replica);
    }

    void remove(InetSocketAddress replica) {
        replicas.remove(replica);
    }

    private Socket replica() throws IOException {
        List<InetSocketAddress> now = List.copyOf(replicas);
        if (now.isEmpty()) {
            throw new IOException("no replica is ready");
        }
        return Relay.connect(now.get(Math.floorMod(turn.getAndIncrement(), now.size())));
    }

    @Override
    public void close() {
        relay.close();
    }
}
