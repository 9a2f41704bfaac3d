package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.KubernetesSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Versions that can be read, and bounds that leave something between them.
final class KubernetesSection {
    private static final FieldPath HERE = FieldPath.of("spec.kubernetes");

    private KubernetesSection() {}

    static void check(KubernetesSpec section, Notes notes) {
        Optional<VersionBound> oldest = bound(section.minVersion(), HERE.field("minVersion"), notes);
        Optional<VersionBound> newest = bound(section.maxVersion(), HERE.field("maxVersion"), notes);
        boolean empty = oldest.isPresent()
                && newest.isPresent()
                && oldest.get().lowest() > newest.get().highest();
        if (empty) {
            notes.problem(
                    HERE.field("minVersion"),
                    "%s is newer than maxVersion %s, so no version is allowed"
                            .formatted(quoted(section.minVersion() + ""), quoted(section.maxVersion() + "")),
                    "Write a minVersion that is not newer than maxVersion.");
            return;
        }
        List<String> excluded = section.excludedVersions();
        for (int position = 0; position < excluded.size(); position++) {
            FieldPath at = HERE.field("excludedVersions").index(position);
            Optional<VersionBound> version = bound(excluded.get(position), at, notes);
            boolean tooOld = version.isPresent()
                    && oldest.isPresent()
                    && version.get().highest() < oldest.get().lowest();
            boolean tooNew = version.isPresent()
                    && newest.isPresent()
                    && version.get().lowest() > newest.get().highest();
            if (tooOld || tooNew) {
                notes.warning(
                        at,
                        "%s lies outside minVersion and maxVersion, so it is not allowed anyway"
                                .formatted(quoted(excluded.get(position))),
                        "Remove it, or correct it.");
            }
        }
    }

    private static Optional<VersionBound> bound(@Nullable String text, FieldPath at, Notes notes) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<VersionBound> bound = VersionBound.of(text);
        if (bound.isEmpty()) {
            String trimmed = text.startsWith("v") ? text.substring(1) : text;
            notes.problem(
                    at,
                    quoted(text) + " is no version of Kubernetes",
                    VersionBound.of(trimmed).isPresent()
                            ? "Write %s.".formatted(quoted(trimmed))
                            : "Write major.minor or major.minor.patch, for example \"1.30\" or \"1.30.2\".");
        }
        return bound;
    }
}
