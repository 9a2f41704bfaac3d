package io.kspec.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OcsfTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.5Z");

    @Test
    void anEntryIsAnApiActivityWithEverythingThatClassDemands() {
        JsonNode event = Ocsf.of(entry("ApprovalRejected", Entry.Severity.Warning, Entry.Result.Failure, true));

        assertThat(event.get("class_uid").asInt()).isEqualTo(6003);
        assertThat(event.get("category_uid").asInt()).isEqualTo(6);
        assertThat(event.get("activity_id").asInt()).isEqualTo(3);
        assertThat(event.get("type_uid").asLong()).isEqualTo(600303);
        assertThat(event.get("time").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(event.get("severity_id").asInt()).isEqualTo(3);
        assertThat(event.get("status_id").asInt()).isEqualTo(2);
        assertThat(event.at("/metadata/version").asText()).isEqualTo("1.3.0");
        assertThat(event.at("/metadata/product/vendor_name").asText()).isEqualTo("kspec");
        assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(7);
        assertThat(event.at("/actor/user/uid").asText()).isEqualTo("anna");
        assertThat(event.at("/actor/user/email_addr").asText()).isEqualTo("anna@kspec.test");
        assertThat(event.at("/api/operation").asText()).isEqualTo("ApprovalRejected");
        assertThat(event.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.1");
        assertThat(event.at("/http_request/user_agent").asText()).isEqualTo("curl");
        assertThat(event.at("/resources/0/uid").asText()).isEqualTo("42");
        assertThat(event.at("/unmapped/metadata/version").asText()).isEqualTo("2.0.0");
        assertThat(event.at("/unmapped/hash").asText()).isEqualTo("cafe");
    }

    @Test
    void whatTheServerDoesByItselfComesFromIt() {
        JsonNode event = Ocsf.of(entry("ApprovalExpired", Entry.Severity.Critical, Entry.Result.Pending, false));
        assertThat(event.at("/src_endpoint/name").asText()).isEqualTo("kspec-server");
        assertThat(event.has("http_request")).isFalse();
        assertThat(event.get("severity_id").asInt()).isEqualTo(5);
        assertThat(event.get("status_id").asInt()).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource(AuditEvent.class)
    void everyEventHasAnActivityOfTheClass(AuditEvent of) {
        JsonNode event = Ocsf.of(entry(of.name(), Entry.Severity.Info, Entry.Result.Success, true));
        assertThat(event.get("activity_id").asInt()).isIn(1, 2, 3, 4, 99);
        assertThat(event.get("type_uid").asLong())
                .isEqualTo(600300 + event.get("activity_id").asLong());
    }

    private static Stored entry(String event, Entry.Severity severity, Entry.Result result, boolean request) {
        return new Stored(
                7,
                new UUID(0, 1),
                AT,
                Category.Approval,
                event,
                severity,
                result,
                new Actor("anna", "Anna", Optional.of("anna@kspec.test")),
                new Entry.Resource("Approval", "42"),
                "refused",
                Map.of("version", "2.0.0"),
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                request ? Optional.of("192.0.2.1") : Optional.empty(),
                request ? Optional.of("curl") : Optional.empty(),
                "cafe");
    }
}
