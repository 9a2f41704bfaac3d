package io.kspec.core.rule.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.AdmissionConfigurationKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RequiredConfiguration;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Enough webhook configurations of a kind carry a name that matches.
///
/// **Reads** the names of ValidatingWebhookConfigurations or MutatingWebhookConfigurations; the regular expression
/// must match the whole name. A pass names those with `failurePolicy: Ignore`.
/// **Answers** Pass; Fail with one violation; NotEvaluated when too few were found and some could not be read, or
/// when the pattern does not compile. Never throws.
/// **Cost** O(configurations); safe for use by many threads.
/// **Source** `spec.admission.required[]`, one instance per entry.
public final class AdmissionConfigurationsArePresent implements ClusterRule {
    private static final RuleCard CARD = Guards.card(
            Severity.HIGH,
            "The demanded webhook configurations are present",
            "A guard that is not registered is never asked.",
            "Install what registers the missing webhook configurations.");
    public static final RuleKind KIND = new RuleKind(
            "admission-configurations-are-present",
            CARD,
            "admission.required",
            AdmissionConfigurationsArePresent::demandedBy);

    private final Resource resource;
    private final String written;
    private final Optional<Pattern> pattern;
    private final int atLeast;

    private AdmissionConfigurationsArePresent(RequiredConfiguration demand) {
        this.resource = demand.type() == AdmissionConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION
                ? Resource.MUTATING_WEBHOOKS
                : Resource.VALIDATING_WEBHOOKS;
        this.written = Objects.requireNonNullElse(demand.namePattern(), ".*");
        this.pattern = compiled(written);
        this.atLeast = Objects.requireNonNullElse(demand.minCount(), 1);
    }

    public static Stream<AdmissionConfigurationsArePresent> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.admission())
                .flatMap(admission -> admission.required().stream())
                .distinct()
                .map(AdmissionConfigurationsArePresent::new);
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), "%s/%s>=%d".formatted(resource.kind(), written, atLeast));
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(resource);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        if (pattern.isEmpty()) {
            return new Verdict.NotEvaluated(new Failure.Malformed(
                    "\"%s\" is no regular expression".formatted(written),
                    "spec.admission.required.namePattern",
                    "Write a regular expression for the whole name, for example kyverno-.*."));
        }
        List<JsonNode> matching = cluster.list(resource).items().stream()
                .filter(json -> matches(json, pattern.get()))
                .toList();
        int found = matching.size();
        if (found >= atLeast) {
            return new Verdict.Pass("%d %s named %s%s".formatted(found, resource.plural(), written, lenient(matching)));
        }
        return cluster.list(resource).gaps().isEmpty()
                ? new Verdict.Fail(Guards.violation(
                        resource.plural(),
                        "%d named %s".formatted(found, written),
                        "at least %d named so".formatted(atLeast),
                        CARD.fix()))
                : verdict(cluster, List.of(), "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Guards.headline(violations);
    }

    private static boolean matches(JsonNode configuration, Pattern pattern) {
        return pattern.matcher(configuration.path("metadata").path("name").asText(""))
                .matches();
    }

    /// Configurations with a webhook that lets everything through while it does not answer.
    private static String lenient(List<JsonNode> configurations) {
        List<String> names = configurations.stream()
                .filter(configuration -> StreamSupport.stream(
                                configuration.path("webhooks").spliterator(), false)
                        .anyMatch(webhook ->
                                webhook.path("failurePolicy").asText("").equals("Ignore")))
                .map(configuration ->
                        configuration.path("metadata").path("name").asText(""))
                .toList();
        return names.isEmpty() ? "" : "; with failurePolicy Ignore: " + Headlines.names(names);
    }

    private static Optional<Pattern> compiled(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }
}
