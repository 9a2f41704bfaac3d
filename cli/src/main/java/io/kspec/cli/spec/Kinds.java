package io.kspec.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.Optional;

/// The kinds that kspec reads from files, and what to say of all others.
public final class Kinds {
    public static final String API_VERSION = "kspec.io/v1alpha1";
    public static final String SPECIFICATION = "ClusterSpecification";
    public static final String TARGET = "ClusterTarget";
    public static final String TEMPLATE = "PolicyTemplate";
    public static final String DRIFT_CONFIG = "DriftConfig";
    private static final String FIRST_FORMAT = "kspec.dev/v1";

    private Kinds() {}

    public static boolean isSpecification(JsonNode json) {
        return kind(json).equals(SPECIFICATION);
    }

    public static boolean isTarget(JsonNode json) {
        return kind(json).equals(TARGET);
    }

    public static boolean isTemplate(JsonNode json) {
        return kind(json).equals(TEMPLATE);
    }

    public static boolean isDriftConfig(JsonNode json) {
        return kind(json).equals(DRIFT_CONFIG);
    }

    /// What is wrong with an object's apiVersion or kind; empty when it is one of ours.
    public static Optional<SpecProblem> foreign(JsonNode json) {
        String apiVersion = json.path("apiVersion").asText("");
        FieldPath at = FieldPath.of("apiVersion");
        if (apiVersion.equals(FIRST_FORMAT)) {
            return Optional.of(new SpecProblem(
                    at,
                    "kspec.dev/v1 is the file format of the first kspec",
                    "Rewrite it: kspec migrate --input FILE --output NEW-FILE."));
        }
        if (!isSpecification(json) && !isTarget(json) && !isTemplate(json) && !isDriftConfig(json)) {
            return Optional.of(new SpecProblem(
                    FieldPath.of("kind"),
                    "%s is neither ClusterSpecification, ClusterTarget, DriftConfig nor PolicyTemplate"
                            .formatted(named(kind(json))),
                    "Judge workloads with kspec scan -f."));
        }
        if (!apiVersion.equals(API_VERSION)) {
            return Optional.of(new SpecProblem(
                    at,
                    "%s is not read by this version of kspec".formatted(named(apiVersion)),
                    "Write %s.".formatted(API_VERSION)));
        }
        return Optional.empty();
    }

    private static String named(String word) {
        return word.isEmpty() ? "an empty value" : "\"" + word + "\"";
    }

    private static String kind(JsonNode json) {
        return json.path("kind").asText("");
    }
}
