package io.kspec.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Finds a TCP port on loopback that nobody listens on.
///
/// The range lies below the ports that operating systems hand out for outgoing connections (32768 on Linux, 49152
/// on macOS): so a stopped API server finds its port still free a minute later. Between the look and the use
/// another process may take the port; who starts a server on it has to survive that.
public final class FreePorts {
    static final int FIRST = 20_000;
    static final int AFTER_LAST = 32_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    /// A random free port of the range.
    ///
    /// @throws LocalKubernetesException if none is found
    public static int one() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LocalKubernetesException(
                "none of %d ports tried is free".formatted(TRIES),
                "127.0.0.1:%d-%d".formatted(FIRST, AFTER_LAST - 1),
                "Stop some of the servers that listen there.");
    }

    static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
