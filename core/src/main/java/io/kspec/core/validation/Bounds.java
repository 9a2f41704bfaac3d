package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.spec.GoDuration;
import io.kspec.core.verdict.FieldPath;
import java.lang.reflect.AnnotatedType;

/// The bounds that annotations set to a value of the right type: the same ones that stand in the definition.
final class Bounds {
    private Bounds() {}

    static void check(AnnotatedType type, JsonNode json, FieldPath at, String about, Notes notes) {
        Size size = type.getAnnotation(Size.class);
        if (size != null && !within(size, length(json))) {
            notes.problem(at, "has %d %s".formatted(length(json), unit(json)), allowed(size));
            return;
        }
        Pattern pattern = type.getAnnotation(Pattern.class);
        boolean formed = pattern == null
                || java.util.regex.Pattern.compile(pattern.value())
                        .matcher(json.asText())
                        .find();
        if (!formed && pattern.value().equals(GoDuration.PATTERN)) {
            Times.checkDuration(json.asText(), at, notes);
        } else if (!formed) {
            notes.problem(at, quoted(json.asText()) + " does not have the form " + pattern.value(), about);
        }
        Min min = type.getAnnotation(Min.class);
        if (min != null && json.doubleValue() < min.value()) {
            notes.problem(
                    at, "%s is too small".formatted(json.asText()), "Write at least %.0f.".formatted(min.value()));
        }
        Max max = type.getAnnotation(Max.class);
        if (max != null && json.doubleValue() > max.value()) {
            notes.problem(at, "%s is too large".formatted(json.asText()), "Write at most %.0f.".formatted(max.value()));
        }
    }

    private static boolean within(Size size, long length) {
        return length >= size.min() && length <= size.max();
    }

    private static long length(JsonNode json) {
        return json.isTextual() ? json.asText().codePointCount(0, json.asText().length()) : json.size();
    }

    private static String unit(JsonNode json) {
        return json.isTextual() ? "characters" : "entries";
    }

    private static String allowed(Size size) {
        return size.min() > 0
                ? "Allowed are %d to %d.".formatted(size.min(), size.max())
                : "At most %d are allowed.".formatted(size.max());
    }
}
