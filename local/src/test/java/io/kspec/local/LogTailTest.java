package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTailTest {
    @Test
    void theTailOfALogIsItsLastLinesShortened(@TempDir Path directory) throws Exception {
        String lines = IntStream.range(0, 5000).mapToObj("line %d"::formatted).collect(Collectors.joining("\n"));
        Path log = Files.writeString(directory.resolve("log"), lines + "\n\n" + "x".repeat(1000));
        assertThat(LogTail.of(log).lines())
                .hasSize(8)
                .startsWith("line 4993")
                .last()
                .satisfies(line -> assertThat(line).hasSize(401).endsWith("…"));
        assertThat(LogTail.of(Files.createFile(directory.resolve("empty")))).isEqualTo("(nothing was logged)");
        assertThat(LogTail.of(directory.resolve("missing"))).contains("could not be read");
    }
}
