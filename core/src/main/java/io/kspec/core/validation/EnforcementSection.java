package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.WebhooksSpec;
import io.kspec.core.verdict.FieldPath;
import org.jspecify.annotations.Nullable;

/// Settings of enforcement and admission that mean something else than they seem to.
final class EnforcementSection {
    private static final FieldPath ENFORCEMENT = FieldPath.of("spec.enforcement");
    private static final FieldPath WEBHOOKS = FieldPath.of("spec.webhooks");
    private static final int LONGEST_TIMEOUT = 10;

    private EnforcementSection() {}

    static void check(ClusterSpec spec, Notes notes) {
        EnforcementSpec enforcement = spec.enforcement();
        if (enforcement == null || enforcement.mode() == null) {
            notes.warning(
                    ENFORCEMENT.field("mode"),
                    "is not set, so the mode is monitor: violations are recorded, nothing is refused",
                    "Write mode: monitor, audit or enforce.");
        }
        if (enforcement != null) {
            check(enforcement, spec.mode(), notes);
        }
        WebhooksSpec webhooks = spec.webhooks();
        if (webhooks != null && webhooks.timeoutSeconds() != null && webhooks.timeoutSeconds() > LONGEST_TIMEOUT) {
            notes.warning(
                    WEBHOOKS.field("timeoutSeconds"),
                    "%d is read as %d, the longest that admission waits"
                            .formatted(webhooks.timeoutSeconds(), LONGEST_TIMEOUT),
                    "Write 1 to %d.".formatted(LONGEST_TIMEOUT));
        }
        if (spec.mode() == Mode.ENFORCE && nothingRefuses(enforcement, webhooks)) {
            notes.warning(
                    WEBHOOKS.field("enabled"),
                    "false beside nativePolicies Off leaves nothing that could refuse in mode enforce",
                    "Switch one of them on, or use mode audit.");
        }
    }

    private static void check(EnforcementSpec enforcement, Mode effective, Notes notes) {
        if (Boolean.FALSE.equals(enforcement.enabled())
                && enforcement.mode() != null
                && enforcement.mode() != Mode.MONITOR) {
            notes.warning(
                    ENFORCEMENT.field("enabled"),
                    "false overrules mode: the mode is monitor",
                    "Remove enabled, or write mode: monitor.");
        }
        if (enforcement.nativePolicies() == NativePolicyAction.DENY && effective != Mode.ENFORCE) {
            notes.warning(
                    ENFORCEMENT.field("nativePolicies"),
                    "Deny has no effect unless the mode is enforce",
                    "Remove nativePolicies, or use mode enforce.");
        }
        if (enforcement.enforceFrom() != null && !Times.isInstant(enforcement.enforceFrom())) {
            notes.problem(
                    ENFORCEMENT.field("enforceFrom"),
                    quoted(enforcement.enforceFrom()) + " is no RFC 3339 time",
                    Times.INSTANT_REMEDY);
        }
    }

    private static boolean nothingRefuses(@Nullable EnforcementSpec enforcement, @Nullable WebhooksSpec webhooks) {
        return enforcement != null
                && enforcement.nativePolicies() == NativePolicyAction.OFF
                && webhooks != null
                && Boolean.FALSE.equals(webhooks.enabled());
    }
}
