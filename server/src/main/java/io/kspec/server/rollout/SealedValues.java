package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.json.Json;
import io.kspec.server.secret.Opened;
import io.kspec.server.secret.Sealed;
import io.kspec.server.secret.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Helm values of a request, which may hold secrets: sealed for the rollout they belong to.
@Singleton
final class SealedValues {
    private final Sealer sealer;

    @Inject
    SealedValues(Sealer sealer) {
        this.sealer = sealer;
    }

    /// What is stored.
    JsonNode seal(ObjectNode values, String rollout) {
        return stored(sealer.seal(Json.write(values).getBytes(StandardCharsets.UTF_8), context(rollout)));
    }

    /// The form that is stored.
    static JsonNode stored(Sealed sealed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("keyId", sealed.keyId())
                .put("sealed", Base64.getEncoder().encodeToString(sealed.bytes()));
    }

    /// What was sealed; empty when its key is not in the ring any more.
    Optional<ObjectNode> open(JsonNode stored, String rollout) {
        return switch (sealer.open(sealed(stored), context(rollout))) {
            case Opened.Plain plain -> Optional.of(read(plain.bytes()));
            case Opened.Unreadable _ -> Optional.empty();
        };
    }

    static Sealed sealed(JsonNode stored) {
        byte[] bytes = Base64.getDecoder().decode(stored.path("sealed").asText());
        return new Sealed(bytes, stored.path("keyId").asText());
    }

    private static ObjectNode read(byte[] values) {
        try {
            return (ObjectNode) Json.mapper().readTree(values);
        } catch (IOException torn) {
            throw new IllegalStateException("values are stored in a form nobody writes", torn);
        }
    }

    static String context(String rollout) {
        return "values of deployment " + rollout;
    }
}
