package io.kspec.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.terminal.Terminal;
import io.kspec.local.server.LocalServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The Operator Manager of the demo, and somebody who asks it with the `kspec` command. Nothing runs before
/// [#start]; all of it, and what it keeps on disk, goes with [#close].
final class Fleet implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final BiFunction<Terminal, String[], Integer> kspec;
    private Optional<LocalServer> server = Optional.empty();
    private Optional<Path> directory = Optional.empty();

    /// What a command said.
    record Said(int code, String out, String err) {
        List<String> lines() {
            return out.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /// @param kspec runs the command with its words, and answers its exit code
    Fleet(BiFunction<Terminal, String[], Integer> kspec) {
        this.kspec = kspec;
    }

    /// Starts the server; its clusters may be on this machine.
    LocalServer start() {
        try {
            Path made = Files.createTempDirectory("kspec-demo-server-");
            directory = Optional.of(made);
            LocalServer started = LocalServer.start(
                    made,
                    LocalServer.Listening.onFreePorts(),
                    Map.of("KSPEC_CLUSTERS_ALLOW_LOCAL", "true"),
                    clause -> {});
            server = Optional.of(started);
            return started;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Where files of the demo may lie.
    Path directory() {
        return directory.orElseThrow(() -> new IllegalStateException("the server was not started"));
    }

    /// Runs a command as a person would, logged in as its last `login` says.
    ///
    /// @throws SceneFailed when it does not end with 0
    Said run(String... words) {
        Said said = attempt(words);
        if (said.code() != 0) {
            throw new SceneFailed(
                    "kspec %s ended with %d: %s%s".formatted(said(words), said.code(), said.out(), said.err()));
        }
        return said;
    }

    /// As [#run], whatever the exit code.
    Said attempt(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                Map.of(),
                directory(),
                Clock.systemUTC());
        int code = kspec.apply(terminal, words);
        terminal.out().flush();
        terminal.err().flush();
        return new Said(code, out.toString(), err.toString());
    }

    /// What a command with `-o json` said.
    JsonNode ask(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-o";
        all[words.length + 1] = "json";
        try {
            return json.readTree(run(all).out());
        } catch (JsonProcessingException text) {
            throw new SceneFailed("kspec %s did not say JSON".formatted(said(words)));
        }
    }

    /// The command as it is told in the story.
    static String said(String... words) {
        return String.join(" ", words);
    }

    @Override
    public void close() {
        server.ifPresent(LocalServer::close);
        directory.ifPresent(Fleet::delete);
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException kept) {
            // files in the directory for temporary files
        }
    }
}
