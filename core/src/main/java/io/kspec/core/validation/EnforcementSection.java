package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.RuleMode;
import io.kspec.core.spec.WebhooksSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.Locale;
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
            stage(enforcement, spec.mode(), notes);
            rules(enforcement, spec, notes);
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

    private static void stage(EnforcementSpec enforcement, Mode effective, Notes notes) {
        boolean staged = enforcement.enforceFrom() != null || enforcement.canaryNamespaces() != null;
        if (staged && effective != Mode.ENFORCE) {
            notes.warning(
                    ENFORCEMENT.field(enforcement.enforceFrom() != null ? "enforceFrom" : "canaryNamespaces"),
                    "has no effect unless the mode is enforce",
                    "Use mode enforce: it refuses no earlier and nowhere else than staged.");
        }
        if (enforcement.canaryNamespaces() != null && enforcement.enforceFrom() == null && effective == Mode.ENFORCE) {
            notes.warning(
                    ENFORCEMENT.field("canaryNamespaces"),
                    "stands without enforceFrom: all other namespaces are warned for good",
                    "Set enforceFrom, or remove canaryNamespaces when the others may be refused too.");
        }
    }

    private static void rules(EnforcementSpec enforcement, ClusterSpec spec, Notes notes) {
        for (int position = 0; position < enforcement.rules().size(); position++) {
            RuleMode entry = enforcement.rules().get(position);
            FieldPath at = ENFORCEMENT.field("rules").index(position);
            if (entry.rule() != null) {
                RuleWords.check(entry.rule(), spec.rules(), at.field("rule"), notes);
            }
            if (entry.mode() != null && entry.mode().compareTo(spec.mode()) > 0) {
                notes.warning(
                        at.field("mode"),
                        "is stricter than the specification, whose mode is %s and decides".formatted(word(spec.mode())),
                        "Use a milder mode here, or a stricter one for the specification.");
            }
        }
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static boolean nothingRefuses(@Nullable EnforcementSpec enforcement, @Nullable WebhooksSpec webhooks) {
        return enforcement != null
                && enforcement.nativePolicies() == NativePolicyAction.OFF
                && webhooks != null
                && Boolean.FALSE.equals(webhooks.enabled());
    }
}
