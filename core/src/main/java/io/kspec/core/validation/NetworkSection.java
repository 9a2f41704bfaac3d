package io.kspec.core.validation;

import io.kspec.core.spec.NetworkSpec;
import io.kspec.core.verdict.FieldPath;
import org.jspecify.annotations.Nullable;

/// The old field for both directions, beside the two that took its place.
final class NetworkSection {
    private static final FieldPath HERE = FieldPath.of("spec.network");

    private NetworkSection() {}

    static void check(NetworkSpec section, Notes notes) {
        if (section.defaultDeny() == null) {
            return;
        }
        notes.warning(
                HERE.field("defaultDeny"),
                "is deprecated",
                section.defaultDeny()
                        ? "Write defaultDenyIngress: true and defaultDenyEgress: true."
                        : "Remove it; unset means the same.");
        if (section.defaultDeny()) {
            contradiction("defaultDenyIngress", section.defaultDenyIngress(), notes);
            contradiction("defaultDenyEgress", section.defaultDenyEgress(), notes);
        }
    }

    private static void contradiction(String field, @Nullable Boolean value, Notes notes) {
        if (Boolean.FALSE.equals(value)) {
            notes.problem(
                    HERE.field(field),
                    "false contradicts defaultDeny: true, which means both directions",
                    "Remove defaultDeny.");
        }
    }
}
