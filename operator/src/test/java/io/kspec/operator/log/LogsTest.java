package io.kspec.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
final class LogsTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void aJsonLineHasItsFieldsAndThoseOfTheObjectAtHand() throws Exception {
        String lines = said(
                new LogSettings(LogSettings.Format.JSON, LogSettings.Level.INFO, Optional.empty()),
                logs -> logs.getLogger("io.kspec.Test")
                        .atInfo()
                        .addKeyValue("clusterSpec", "prod")
                        .addKeyValue("generation", 3L)
                        .log("Starting reconciliation"));
        JsonNode line = new ObjectMapper().readTree(lines);
        assertThat(line.path("timestamp").asText()).endsWith("Z");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).isEqualTo("Starting reconciliation");
        assertThat(line.path("logger").asText()).isEqualTo("io.kspec.Test");
        assertThat(line.path("clusterSpec").asText()).isEqualTo("prod");
        assertThat(line.path("generation").asLong()).isEqualTo(3);
        assertThat(line.path("operatorName").asText()).isEqualTo("kspec-operator");
        assertThat(line.path("version").asText()).isEqualTo("9.9");
    }

    @Test
    void textForgesNoLine() {
        String lines = said(LogSettings.AT_A_TERMINAL, logs -> logs.getLogger("x")
                .info("refused: {}", "pod\n2026-01-01 ERROR forged"));
        assertThat(lines.lines()).hasSize(1);
    }

    @Test
    void belowItsLevelNothingIsSaid() {
        String lines =
                said(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN, Optional.empty()), logs -> {
                    logs.getLogger("x").info("quiet");
                    logs.getLogger("x").warn("loud");
                });
        assertThat(lines).contains("loud").doesNotContain("quiet");
    }

    @Test
    void auditRecordsGoToTheirFileAsTheyAre(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.log");
        String log = said(
                new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR, Optional.of(file)),
                logs -> logs.getLogger(Logs.AUDIT).info("{\"specversion\":\"1.0\"}"));
        assertThat(Files.readString(file)).isEqualTo("{\"specversion\":\"1.0\"}\n");
        assertThat(log).isEmpty();
    }

    private String said(LogSettings settings, Consumer<LoggerContext> speaker) {
        PrintStream before = System.err;
        var out = new ByteArrayOutputStream();
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            context.setMDCAdapter(new LogbackMDCAdapter());
            Logs.set(context, settings, "9.9");
            speaker.accept(context);
        } finally {
            System.setErr(before);
            context.stop();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
