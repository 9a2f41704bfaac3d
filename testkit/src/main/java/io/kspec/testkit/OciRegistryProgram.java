package io.kspec.testkit;

import static org.awaitility.Awaitility.await;

import io.kspec.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A registry of OCI artifacts on this machine, without TLS and for everybody, that keeps what it is given in a
/// folder. Built once by `tools/kubernetes/build registry`.
public final class OciRegistryProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private OciRegistryProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it and returns when it answers.
    ///
    /// @param folder of this registry alone
    /// @throws IllegalStateException if the program is missing and cannot be built, or if it ends by itself
    public static OciRegistryProgram start(Path folder) {
        try {
            int port = FreePorts.one();
            Path settings =
                    Files.writeString(folder.resolve("registry.yaml"), """
                    version: 0.1
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%d"}
                    """.formatted(folder.resolve("registry"), port));
            Path log = folder.resolve("registry.log");
            Process process = new ProcessBuilder(
                            ProgramSet.REGISTRY.program("registry").toString(), "serve", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await("the registry to answer").atMost(PATIENCE).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the registry ended by itself: " + Files.readString(log));
                }
                return answers(port);
            });
            return new OciRegistryProgram(process, port);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Such as `oci://127.0.0.1:5000`.
    public String address() {
        return "oci://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Neighbour.end(process);
    }
}
