package io.kspec.core.rulebook;

import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleId;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import io.kspec.core.spec.WebhooksSpec;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// How a specification is held in force, with every default settled.
///
/// @param mode what becomes of violating objects
/// @param webhook whether admission asks kspec at all
/// @param failurePolicy what the API server does when kspec cannot answer
/// @param timeoutSeconds 1 to 10
/// @param templates what becomes of violating pod templates under `enforce`
/// @param nativePolicies what generated ValidatingAdmissionPolicies do
/// @param nativeByChoice whether the specification itself says what native policies do
/// @param repair whether guards that were tampered with are put back
/// @param staging how mode enforce comes into force
/// @param ruleModes rules that are held otherwise
public record Enforcement(
        Mode mode,
        boolean webhook,
        FailurePolicy failurePolicy,
        int timeoutSeconds,
        TemplateAction templates,
        NativePolicyAction nativePolicies,
        boolean nativeByChoice,
        boolean repair,
        Staging staging,
        RuleModes ruleModes) {
    private static final int LONGEST_TIMEOUT = 10;
    private static final EnforcementSpec NO_ENFORCEMENT =
            new EnforcementSpec(null, null, null, null, null, null, List.of());
    private static final WebhooksSpec NO_WEBHOOKS = new WebhooksSpec(null, null, null, null, null);

    /// What a specification says of itself.
    ///
    /// @param rules what it demands
    public static Enforcement of(ClusterSpec spec, Collection<? extends Rule> rules) {
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
                enforcement.nativePolicies() != null,
                !Boolean.FALSE.equals(enforcement.autoRemediate()),
                Staging.of(enforcement),
                RuleModes.of(enforcement, rules));
    }

    /// The same in a mode that is no stricter: what refuses nothing fails open, and policies do no more than the
    /// mode.
    ///
    /// @param most the strictest mode
    public Enforcement atMost(Mode most) {
        if (most.compareTo(mode) >= 0) {
            return this;
        }
        NativePolicyAction policies =
                switch (most) {
                    case MONITOR -> NativePolicyAction.OFF;
                    case AUDIT, ENFORCE ->
                        nativePolicies == NativePolicyAction.OFF ? NativePolicyAction.OFF : NativePolicyAction.AUDIT;
                };
        return openly(most, policies);
    }

    /// The same where the API server admits what kspec does not answer: native policies deny then, unless the
    /// specification itself says what they do.
    public Enforcement failingOpen() {
        NativePolicyAction policies =
                mode == Mode.ENFORCE && !nativeByChoice ? NativePolicyAction.DENY : nativePolicies;
        return openly(mode, policies);
    }

    private Enforcement openly(Mode held, NativePolicyAction policies) {
        return new Enforcement(
                held,
                webhook,
                FailurePolicy.IGNORE,
                timeoutSeconds,
                templates,
                policies,
                nativeByChoice,
                repair,
                staging,
                ruleModes);
    }

    /// The same for one rule.
    public Enforcement of(RuleId rule) {
        return atMost(ruleModes.of(rule));
    }

    /// Whether running workloads that break a rule are changed: only what is refused at admission as well.
    public Remediating remediating(RuleId rule) {
        return of(rule).mode() == Mode.ENFORCE ? ruleModes.remediating(rule) : Remediating.NEVER;
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
