package io.kspec.local.server;

import io.kspec.local.BuiltPrograms;
import io.kspec.local.Deadline;
import io.kspec.local.LocalKubernetesException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The server as a process of its own. It ends with this process, even when that is killed: its standard input closes
/// then.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Settings go by the environment, where other users of this machine do not see them.
    static ServerProcess start(Map<String, String> environment, Path log) {
        Path program = BuiltPrograms.home().resolve("server/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(program)) {
            throw new LocalKubernetesException(
                    "the server is not built", program.toString(), "Start it with ./kspec server, which builds it.");
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                program.toString(),
                "--stop-with-stdin");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start(), log);
        } catch (IOException refused) {
            throw LocalKubernetesException.file("the server could not be started", program, refused);
        }
    }

    /// Waits until it is ready; false when it ended or never got there.
    boolean isReadyAt(int managementPort) {
        HttpRequest look = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(managementPort)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Deadline.in(PATIENCE).await(() -> !process.isAlive() || answers(http, look)) && process.isAlive();
        }
    }

    private static boolean answers(HttpClient http, HttpRequest look) {
        try {
            return http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt(); // ends the waiting too
            return false;
        }
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// The end of the log, for a message about what went wrong.
    String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            return ServerLog.told(lines.toList());
        } catch (IOException gone) {
            return "no log at " + log;
        }
    }

    @Override
    public void close() {
        process.destroy();
        boolean stopped = Thread.interrupted(); // the end we are in must not cut the server's short
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
