package io.kspec.lifecycle.strategy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// What a cluster is for. The order of the constants is the order in which clusters are changed.
public enum Environment {
    /// Nobody but its developers notices.
    @JsonProperty("Development")
    DEVELOPMENT("Development"),
    /// The last place before production.
    @JsonProperty("Staging")
    STAGING("Staging"),
    /// People depend on it.
    @JsonProperty("Production")
    PRODUCTION("Production");

    private final String word;

    Environment(String word) {
        this.word = word;
    }

    /// The name on the wire.
    public String word() {
        return word;
    }

    /// The environment that a name on the wire, or one of the aliases `Dev` and `Prod`, stands for.
    public static Optional<Environment> of(String word) {
        return switch (word) {
            case "Development", "Dev" -> Optional.of(DEVELOPMENT);
            case "Staging" -> Optional.of(STAGING);
            case "Production", "Prod" -> Optional.of(PRODUCTION);
            case String _ -> Optional.empty();
        };
    }
}
