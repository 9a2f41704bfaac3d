package io.kspec.local.kubelet;

import io.kspec.local.LocalKubernetesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// The addresses `127.x.0.0/16` of one kubelet: Linux answers to every one of them, without any being set up. Other
/// kubelets of this machine keep away, because each holds the port of a kubelet at the first address of its own.
final class LoopbackAddresses implements AutoCloseable {
    private static final int KUBELET_PORT = 10250;
    private static final int TRIES = 50;
    private static final int FIRST_BLOCK = 16;
    private static final int AFTER_LAST_BLOCK = 250;
    private static final int FIRST_POD = 256;
    private static final int PODS = 65_000;
    private static final int BYTE = 256;

    private final int block;
    private final ServerSocket claim;
    private final AtomicInteger pods = new AtomicInteger();

    private LoopbackAddresses(int block, ServerSocket claim) {
        this.block = block;
        this.claim = claim;
    }

    /// @throws LocalKubernetesException if this machine has no such addresses, as others than Linux
    static LoopbackAddresses reserve() {
        IOException last = new IOException("none was tried");
        for (int tried = 0; tried < TRIES; tried++) {
            int block = ThreadLocalRandom.current().nextInt(FIRST_BLOCK, AFTER_LAST_BLOCK);
            try {
                InetAddress first = InetAddress.getByAddress(new byte[] {127, (byte) block, 0, 1});
                return new LoopbackAddresses(block, new ServerSocket(KUBELET_PORT, 1, first));
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new LocalKubernetesException(
                "no addresses for pods are free: %s".formatted(last.getMessage()),
                "127.%d-%d.0.1:%d".formatted(FIRST_BLOCK, AFTER_LAST_BLOCK - 1, KUBELET_PORT),
                "A small kubelet needs Linux, where every address of 127.0.0.0/8 is this machine's.");
    }

    /// @param number of the node, from 0
    String node(int number) {
        return "127.%d.0.%d".formatted(block, number + 1);
    }

    /// Another one each time; after 65,000 the first again.
    String nextPod() {
        int number = FIRST_POD + Math.floorMod(pods.getAndIncrement(), PODS);
        return "127.%d.%d.%d".formatted(block, number / BYTE, number % BYTE);
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
