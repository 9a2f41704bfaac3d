package io.kspec.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.kspec.local.relay.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A line to an API server on this machine that can be cut, and mended again. Who asks at its near end is connected
/// with the server while it is whole.
final class Line implements AutoCloseable {
    private final InetSocketAddress far;
    private final Relay relay;
    private volatile boolean whole = true;

    private Line(URI server) throws IOException {
        this.far = new InetSocketAddress(server.getHost(), server.getPort());
        this.relay = Relay.onLoopback(this::serverWhileWhole);
    }

    static Line to(URI server) {
        try {
            return new Line(server);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /// The same user, by way of this line.
    Config through(Config direct) {
        return new ConfigBuilder(direct)
                .withMasterUrl("https://127.0.0.1:" + relay.address().getPort())
                .build();
    }

    /// Ends every connection and takes no other.
    void cut() {
        whole = false;
        relay.cut();
    }

    void mend() {
        whole = true;
    }

    private Socket serverWhileWhole() throws IOException {
        if (!whole) {
            throw new IOException("the line is cut");
        }
        return Relay.connect(far);
    }

    @Override
    public void close() {
        relay.close();
    }
}
