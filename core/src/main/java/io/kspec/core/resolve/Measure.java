package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.image.RegistryPattern;
import io.kspec.core.validation.VersionBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Compares what one field demanded with what it demands now.
@FunctionalInterface
interface Measure {
    /// A flag that demands something when it is true.
    Measure SWITCH = (before, after) -> when(before.asBoolean() && !after.asBoolean(), before, after);

    Measure LEVEL = (before, after) -> when(level(after) < level(before), before, after);

    Measure NUMBER = (before, after) -> when(after.asLong(0) < before.asLong(), before, after);

    Measure OLDEST_VERSION = (before, after) -> when(
            version(before, after, (was, is) -> is.lowest() < was.lowest()) || after.isMissingNode(), before, after);

    Measure NEWEST_VERSION = (before, after) -> when(
            version(before, after, (was, is) -> is.highest() > was.highest()) || after.isMissingNode(), before, after);

    /// Every entry is a demand.
    Measure EVERY_ENTRY = (before, after) -> gone(before, after, (was, is) -> was.equals(is));

    /// Every entry is a demand, known by its name.
    Measure EVERY_NAME =
            (before, after) -> gone(before, after, (was, is) -> name(was).equals(name(is)));

    /// Entries are what is allowed; none means anything.
    Measure ALLOWED = (before, after) -> wider(before, after, (was, is) -> was.equals(is));

    Measure REGISTRIES = (before, after) -> wider(before, after, Measure::includes);

    /// A probe that kinds of workloads must have; an empty list of kinds asks all of them.
    Measure PROBED = (before, after) -> when(
            after.isMissingNode()
                    || (before.path("kinds").isEmpty()
                            ? !after.path("kinds").isEmpty()
                            : !after.path("kinds").isEmpty()
                                    && gone(before.path("kinds"), after.path("kinds"), (was, is) -> was.equals(is))
                                            .isPresent()),
            before,
            after);

    /// Paths that are allowed; an empty list allows none.
    Measure HOST_PATHS = (before, after) -> after.isMissingNode()
            ? when(true, before, after)
            : gone(after.path("allowed"), before.path("allowed"), (is, was) -> is.equals(was));

    /// What is weaker now, in a few words; empty when nothing is.
    ///
    /// @param before is present
    /// @param after is missing when nothing is demanded any more
    Optional<String> loss(JsonNode before, JsonNode after);

    /// `<now> instead of <before>`.
    static Optional<String> when(boolean weaker, JsonNode before, JsonNode after) {
        return weaker
                ? Optional.of("%s instead of %s".formatted(after.isMissingNode() ? "unset" : text(after), text(before)))
                : Optional.empty();
    }

    static Optional<String> gone(JsonNode before, JsonNode after, BiPredicate<JsonNode, JsonNode> same) {
        return listed(missing(before, after, same), "without %s");
    }

    private static Optional<String> wider(JsonNode before, JsonNode after, BiPredicate<JsonNode, JsonNode> includes) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return after.isEmpty()
                ? Optional.of("anything is allowed")
                : listed(missing(after, before, (is, was) -> includes.test(was, is)), "%s is allowed as well");
    }

    /// The entries of `list` that nothing in `other` answers to.
    static List<JsonNode> missing(JsonNode list, JsonNode other, BiPredicate<JsonNode, JsonNode> answers) {
        var missing = new ArrayList<JsonNode>();
        for (JsonNode entry : list) {
            boolean answered = false;
            for (JsonNode candidate : other) {
                answered |= answers.test(entry, candidate);
            }
            if (!answered) {
                missing.add(entry);
            }
        }
        return missing;
    }

    static Optional<String> listed(List<JsonNode> entries, String words) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(words.formatted(
                        String.join(", ", entries.stream().map(Measure::text).toList())));
    }

    static String text(JsonNode json) {
        String text = json.isTextual() ? json.asText() : json.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static int level(JsonNode word) {
        return List.of("privileged", "baseline", "restricted").indexOf(word.asText(""));
    }

    private static boolean version(JsonNode before, JsonNode after, BiPredicate<VersionBound, VersionBound> weaker) {
        Optional<VersionBound> was = VersionBound.of(before.asText(""));
        Optional<VersionBound> is = VersionBound.of(after.asText(""));
        return was.isPresent() && is.isPresent() && weaker.test(was.get(), is.get());
    }

    private static String name(JsonNode entry) {
        return entry.isTextual() ? entry.asText() : entry.path("name").asText("");
    }

    private static boolean includes(JsonNode was, JsonNode is) {
        return was.equals(is)
                || RegistryPattern.of(was.asText(""))
                        .flatMap(wide -> RegistryPattern.of(is.asText("")).map(wide::includes))
                        .orElse(false);
    }
}
