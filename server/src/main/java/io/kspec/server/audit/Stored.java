package io.kspec.server.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kspec.core.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// An entry as it is stored and answered. `hash` chains it to the entry before: change one and all after it disagree.
public record Stored(
        long sequence,
        @JsonProperty("eventId") UUID id,
        @JsonProperty("timestamp") Instant at,
        Category category,
        @JsonProperty("eventType") String event,
        Entry.Severity severity,
        Entry.Result result,
        Actor actor,
        Entry.Resource resource,
        String message,
        Map<String, String> metadata,
        String traceId,
        String spanId,
        Optional<String> sourceAddress,
        Optional<String> client,
        String hash) {

    /// SHA-256 over the hash before and every field with its length, so that no two entries share a form.
    static String chain(String before, Stored entry) {
        List<String> fields = List.of(
                before,
                Long.toString(entry.sequence),
                entry.id.toString(),
                entry.at.toString(),
                entry.category.name(),
                entry.event,
                entry.severity.name(),
                entry.result.name(),
                entry.actor.id(),
                entry.actor.name(),
                optional(entry.actor.email()),
                entry.resource.type(),
                entry.resource.id(),
                entry.message,
                Metadata.text(entry.metadata),
                entry.traceId,
                entry.spanId,
                optional(entry.sourceAddress),
                optional(entry.client));
        MessageDigest digest = Sha256.begin();
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String optional(Optional<String> field) {
        return field.map(value -> "=" + value).orElse("");
    }

    Stored withHash(String hash) {
        return new Stored(
                sequence,
                id,
                at,
                category,
                event,
                severity,
                result,
                actor,
                resource,
                message,
                metadata,
                traceId,
                spanId,
                sourceAddress,
                client,
                hash);
    }
}
