package io.kspec.server;

import io.kspec.server.transport.Transport;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Starts the server; it runs until it is told to stop. What a user may set stands in `application.properties`
/// under `kspec.`; each feature maps its own part in a `…Settings` interface, and an unknown name under it stops
/// the start.
///
/// `kspec.tls.*` is read here, before there is a configuration: from system properties and environment variables
/// only. With `--stop-with-stdin` it also stops when its standard input closes, so that it ends with whoever
/// started it.
@QuarkusMain
public final class Server {
    private Server() {}

    public static void main(String... arguments) {
        Transport.settings(Server::setting, Instant.now()).forEach(System::setProperty);
        if (arguments.length > 0 && arguments[0].equals("--stop-with-stdin")) {
            Thread.ofPlatform().daemon().name("stdin").start(Server::stopWithStdin);
        }
        Quarkus.run(arguments);
    }

    private static Optional<String> setting(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(System.getProperty(name)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }

    private static void stopWithStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // it is closed, which is what was waited for
        }
        System.exit(0); // Quarkus.asyncExit would let a signal that comes meanwhile end what is being finished
    }
}
