package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One setting that was given on the command line.
///
/// @param option as it was written there
/// @param field as the request has it
/// @param of the strategies that have it
record StrategySetting(String option, String field, JsonNode value, List<Strategy> of) {
    StrategySetting {
        of = List.copyOf(of);
    }

    /// Those that were given.
    static final class Collected {
        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

        private final Map<String, StrategySetting> settings = new LinkedHashMap<>();

        void number(String option, String field, Optional<? extends Number> value, Strategy... of) {
            value.ifPresent(number -> put(
                    option,
                    field,
                    number instanceof Integer whole ? JSON.numberNode(whole) : JSON.numberNode(number.doubleValue()),
                    of));
        }

        void text(String option, String field, Optional<String> value, Strategy... of) {
            value.ifPresent(text -> put(option, field, JSON.textNode(text), of));
        }

        /// As ISO 8601 writes it: `PT5M`.
        void span(String option, String field, Optional<Duration> value, Strategy... of) {
            text(option, field, value.map(Duration::toString), of);
        }

        /// @param meaning what the field says when the option is there
        void flag(String option, String field, boolean there, boolean meaning, Strategy... of) {
            if (there) {
                put(option, field, JSON.booleanNode(meaning), of);
            }
        }

        void names(String option, String field, List<String> names, Strategy... of) {
            if (!names.isEmpty()) {
                ArrayNode list = JSON.arrayNode();
                names.forEach(list::add);
                put(option, field, list, of);
            }
        }

        private void put(String option, String field, JsonNode value, Strategy... of) {
            settings.put(option, new StrategySetting(option, field, value, List.of(of)));
        }

        Map<String, StrategySetting> byOption() {
            return settings;
        }
    }
}
