package io.kspec.operator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class AuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final AuditRecord REFUSAL =
            AuditRecord.of(AuditRecord.Act.REFUSED, "Pod shop/bad", "user", "jane\nroot", "outcome", "denied");

    @Test
    void aRecordIsOneLineThatIsACloudEvent() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        try (var log = new AuditLog("/kspec/operator", CLOCK, lines::add)) {
            log.add(REFUSAL);
        }
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).doesNotContain("\n"));
        JsonNode event = new ObjectMapper().readTree(lines.getFirst());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isNotEmpty();
        assertThat(event.path("source").asText()).isEqualTo("/kspec/operator");
        assertThat(event.path("type").asText()).isEqualTo("io.kspec.admission.refused");
        assertThat(event.path("subject").asText()).isEqualTo("Pod shop/bad");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(event.at("/data/user").asText()).isEqualTo("jane\nroot");
    }

    @Test
    void aWriterThatHangsHoldsNobodyUpAndTheLossIsCounted() {
        var stuck = new CountDownLatch(1);
        int all = AuditLog.LONGEST_QUEUE + 10;
        var lines = new CopyOnWriteArrayList<String>();
        try (var log = new AuditLog("/kspec/operator", CLOCK, line -> {
            await(stuck);
            lines.add("");
        })) {
            for (int count = 0; count < all; count++) {
                log.add(REFUSAL);
            }
            assertThat(log.dropped()).isBetween(9L, 10L); // one may be in the writer's hands
            assertThat(log.taken() + log.dropped()).isEqualTo(all);
            stuck.countDown();
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void aFaultOfTheSinkEndsNothing() {
        var lines = new CopyOnWriteArrayList<String>();
        try (var log = new AuditLog("/kspec/operator", CLOCK, line -> {
            lines.add(line);
            throw new IllegalStateException("disk full");
        })) {
            log.add(REFUSAL);
            log.add(REFUSAL);
        }
        assertThat(lines).hasSize(2);
    }

    @Test
    void factsAreBounded() {
        AuditRecord entry = AuditRecord.of(AuditRecord.Act.WROTE, "x", "message", "a".repeat(100_000));
        assertThat(entry.data().get("message")).hasSize(2048);
        assertThat(List.copyOf(entry.data().keySet())).containsExactly("message");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
