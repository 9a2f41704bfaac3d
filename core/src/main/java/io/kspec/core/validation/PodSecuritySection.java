package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.PodSecurityExemption;
import io.kspec.core.spec.PodSecuritySpec;
import io.kspec.core.verdict.FieldPath;
import java.util.HashSet;
import java.util.regex.Pattern;

/// Exemptions that do not contradict each other, and a policy version that exists in form.
final class PodSecuritySection {
    private static final FieldPath HERE = FieldPath.of("spec.podSecurity");
    private static final Pattern VERSION = Pattern.compile("latest|v1[.](0|[1-9][0-9]*)");

    private PodSecuritySection() {}

    static void check(PodSecuritySpec section, Notes notes) {
        if (section.version() != null && !VERSION.matcher(section.version()).matches()) {
            notes.problem(
                    HERE.field("version"),
                    quoted(section.version()) + " is no version of the Pod Security Standards",
                    "Write latest or v1.NN, for example v1.34.");
        }
        var seen = new HashSet<String>();
        for (int position = 0; position < section.exemptions().size(); position++) {
            PodSecurityExemption exemption = section.exemptions().get(position);
            FieldPath at = HERE.field("exemptions").index(position);
            if (exemption.namespace() != null && !seen.add(exemption.namespace())) {
                notes.problem(
                        at.field("namespace"),
                        quoted(exemption.namespace()) + " is exempted twice",
                        "Keep one exemption per namespace.");
            }
            if (exemption.expiresAt() != null && !Times.isInstant(exemption.expiresAt())) {
                notes.problem(
                        at.field("expiresAt"),
                        quoted(exemption.expiresAt()) + " is no RFC 3339 time",
                        Times.INSTANT_REMEDY);
            }
        }
    }
}
