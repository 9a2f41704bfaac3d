package io.kspec.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The end of a log, short enough for a message.
public final class LogTail {
    private static final int LINES = 8;
    private static final int LONGEST_LINE = 400;
    private static final int BYTES = 16_384;

    private LogTail() {}

    /// The last lines of a file, each on a line of its own; a sentence saying so if there are none.
    public static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            return of(new String(end, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException unreadable) {
            return "(the log could not be read: %s)".formatted(unreadable);
        }
    }

    static String of(List<String> lines) {
        List<String> written = lines.stream().filter(line -> !line.isBlank()).toList();
        if (written.isEmpty()) {
            return "(nothing was logged)";
        }
        return String.join(
                "\n",
                written.subList(Math.max(0, written.size() - LINES), written.size()).stream()
                        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                        .toList());
    }
}
