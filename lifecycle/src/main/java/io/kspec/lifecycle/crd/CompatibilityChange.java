package io.kspec.lifecycle.crd;

import java.util.Set;

/// One change as the API of the fleet server answers it.
///
/// @param fieldPath   `v1: spec.dnsNames` in a whole definition, `spec.dnsNames` in a bare schema
/// @param before      what stood there, as short text; empty when nothing did
/// @param after       what stands there now; empty when nothing does
/// @param description one sentence
public record CompatibilityChange(
        ChangeType changeType, String fieldPath, String before, String after, String description, Level severity) {
    private static final Set<String> ADDED = Set.of(
            "crd-new",
            "version-added",
            "field-added-optional",
            "field-added-required-in-new-parent",
            "field-added-with-default");
    private static final Set<String> REMOVED = Set.of(
            "crd-missing-from-bundle",
            "stored-version-removed",
            "served-version-removed",
            "unserved-version-removed",
            "field-removed",
            "field-rename-suspected",
            "field-moved-version",
            "map-values-dropped");
    private static final Set<String> REQUIRED = Set.of("required-added", "required-added-with-default");

    /// A finding in the words of the API.
    static CompatibilityChange of(Finding finding) {
        return new CompatibilityChange(
                changeType(finding),
                fieldPath(finding),
                finding.before(),
                finding.after(),
                finding.why(),
                Level.of(finding.up()));
    }

    /// A field that is new and required is added; one that becomes required is modified.
    private static ChangeType changeType(Finding finding) {
        boolean newField = REQUIRED.contains(finding.rule()) && finding.before().isEmpty();
        if (newField || ADDED.contains(finding.rule())) {
            return ChangeType.ADDED;
        }
        return REMOVED.contains(finding.rule()) ? ChangeType.REMOVED : ChangeType.MODIFIED;
    }

    private static String fieldPath(Finding finding) {
        if (finding.version().isEmpty() || finding.path().isEmpty()) {
            return finding.version() + finding.path();
        }
        return finding.version() + ": " + finding.path();
    }

    /// What became of the field.
    public enum ChangeType {
        ADDED("Added"),
        MODIFIED("Modified"),
        REMOVED("Removed");

        private final String word;

        ChangeType(String word) {
            this.word = word;
        }

        /// As the API writes it.
        public String word() {
            return word;
        }
    }

    /// The weights of [Severity] in the words of the API.
    public enum Level {
        CRITICAL("Critical"),
        HIGH("High"),
        MEDIUM("Medium"),
        LOW("Low");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /// As the API writes it.
        public String word() {
            return word;
        }

        static Level of(Severity severity) {
            return switch (severity) {
                case REJECT, LOSS -> CRITICAL;
                case BREAK -> HIGH;
                case WARN -> MEDIUM;
                case INFO, OK -> LOW;
            };
        }
    }
}
