package io.kspec.cli.server.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events, as they come. One thread reads; closing it from another ends the reading.
public final class EventStream implements AutoCloseable {
    private static final int LARGEST = 1_000_000;

    private final InputStream stream;
    private final BufferedReader lines;
    private Optional<String> lastId = Optional.empty();

    EventStream(InputStream stream) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /// Waits for the next part; empty at the end of the stream.
    ///
    /// @throws IOException when the connection broke, or an event has more than a million characters
    public Optional<ServerEvent> next() throws IOException {
        String name = "message";
        var data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(":")) {
                return Optional.of(new ServerEvent.Beat());
            }
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(
                        new ServerEvent.Happened(lastId, name, data.toString().stripTrailing()));
            }
            if (data.length() + line.length() > LARGEST) {
                throw new IOException("an event is larger than a million characters");
            }
            switch (field(line)) {
                case "data" -> data.append(value(line)).append('\n');
                case "event" -> name = value(line);
                case "id" -> lastId = Optional.of(value(line));
                default -> {} // `retry`, and what later standards add
            }
        }
        return Optional.empty();
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException broken) {
            // it was to end, and it has
        }
    }
}
