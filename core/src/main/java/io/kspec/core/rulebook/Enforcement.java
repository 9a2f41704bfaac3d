package io.kspec.core.rulebook;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import io.kspec.core.spec.WebhooksSpec;
import java.util.Objects;

/// How a specification is held in force, with every default settled.
///
/// @param mode what becomes of violating objects
/// @param webhook whether admission asks kspec at all
/// @param failurePolicy what the API server does when kspec cannot answer
/// @param timeoutSeconds 1 to 10
/// @param templates what becomes of violating pod templates under `enforce`
/// @param nativePolicies what generated ValidatingAdmissionPolicies do
/// @param repair whether guards that were tampered with are put back
public record Enforcement(
        Mode mode,
        boolean webhook,
        FailurePolicy failurePolicy,
        int timeoutSeconds,
        TemplateAction templates,
        NativePolicyAction nativePolicies,
        boolean repair) {
    private static final int LONGEST_TIMEOUT = 10;
    private static final EnforcementSpec NO_ENFORCEMENT = new EnforcementSpec(null, null, null, null, null, null);
    private static final WebhooksSpec NO_WEBHOOKS = new WebhooksSpec(null, null, null, null, null);

    public static Enforcement of(ClusterSpec spec) {
        EnforcementSpec enforcement = Objects.requireNonNullElse(spec.enforcement(), NO_ENFORCEMENT);
        WebhooksSpec webhooks = Objects.requireNonNullElse(spec.webhooks(), NO_WEBHOOKS);
        Mode mode = spec.mode();
        boolean webhook = !Boolean.FALSE.equals(webhooks.enabled());
        FailurePolicy failurePolicy = Objects.requireNonNullElse(
                webhooks.failurePolicy(), mode == Mode.ENFORCE ? FailurePolicy.FAIL : FailurePolicy.IGNORE);
        return new Enforcement(
                mode,
                webhook,
                failurePolicy,
                Math.min(LONGEST_TIMEOUT, Objects.requireNonNullElse(webhooks.timeoutSeconds(), LONGEST_TIMEOUT)),
                Objects.requireNonNullElse(webhooks.templates(), TemplateAction.WARN),
                nativePolicies(enforcement, mode, webhook, failurePolicy),
                !Boolean.FALSE.equals(enforcement.autoRemediate()));
    }

    /// The same in mode monitor: nothing is warned about, refused or generated.
    Enforcement recording() {
        return new Enforcement(
                Mode.MONITOR, webhook, failurePolicy, timeoutSeconds, templates, NativePolicyAction.OFF, repair);
    }

    /// The API server asks native policies before webhooks, so a native denial would hide the webhook's: they audit
    /// beside a webhook that fails closed and deny where nothing else would while kspec is away.
    private static NativePolicyAction nativePolicies(
            EnforcementSpec enforcement, Mode mode, boolean webhook, FailurePolicy failurePolicy) {
        boolean aloneWhenKspecIsAway = !webhook || failurePolicy == FailurePolicy.IGNORE;
        return switch (mode) {
            case MONITOR -> NativePolicyAction.OFF;
            case AUDIT ->
                enforcement.nativePolicies() == NativePolicyAction.OFF
                        ? NativePolicyAction.OFF
                        : NativePolicyAction.AUDIT;
            case ENFORCE ->
                Objects.requireNonNullElse(
                        enforcement.nativePolicies(),
                        aloneWhenKspecIsAway ? NativePolicyAction.DENY : NativePolicyAction.AUDIT);
        };
    }
}
