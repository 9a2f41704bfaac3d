package io.kspec.core.rule.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Kyverno serves its API and its admission controller runs.
///
/// **Reads** the API groups that are served, and Deployments named `kyverno-admission-controller` in any namespace:
/// one of them has a ready replica, and the tag of its image is 1.10 or newer.
/// **Answers** Pass; Fail with one violation that says which of the three is missing; Manual when the image names no
/// version; NotEvaluated when something could not be read. Never throws.
/// **Cost** O(deployments); safe for use by many threads.
/// **Source** `spec.admission.requireKyverno`.
public final class KyvernoIsPresent implements ClusterRule {
    private static final RuleCard CARD = Guards.card(
            Severity.HIGH,
            "Kyverno is installed and ready",
            "Policies that no controller evaluates refuse nothing.",
            "Install Kyverno 1.10 or newer by its chart, or wait until its admission controller is ready.");
    public static final RuleKind KIND =
            new RuleKind("kyverno-is-present", CARD, "admission.requireKyverno", KyvernoIsPresent::demandedBy);
    private static final String GROUP = "kyverno.io";
    private static final String CONTROLLER = KyvernoRelease.CONTROLLER;

    public static Stream<KyvernoIsPresent> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.admission())
                .filter(admission -> Boolean.TRUE.equals(admission.requireKyverno()))
                .map(_ -> new KyvernoIsPresent());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.DEPLOYMENTS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        return Guards.byGroups(cluster, groups -> {
            if (!groups.contains(GROUP)) {
                return new Verdict.Fail(
                        Guards.violation("apis", "without kyverno.io", "served with kyverno.io", CARD.fix()));
            }
            Optional<JsonNode> controller = cluster.list(Resource.DEPLOYMENTS).items().stream()
                    .filter(KyvernoRelease::isReady)
                    .findFirst();
            if (controller.isPresent()) {
                return byVersion(controller.get());
            }
            return cluster.list(Resource.DEPLOYMENTS).gaps().isEmpty()
                    ? new Verdict.Fail(Guards.violation(
                            "deployments." + CONTROLLER, "without a ready replica", "ready", CARD.fix()))
                    : verdict(cluster, List.of(), "");
        });
    }

    @Override
    public String headline(List<Violation> violations) {
        return Guards.headline(violations);
    }

    private static Verdict byVersion(JsonNode deployment) {
        return KyvernoRelease.of(deployment)
                .map(KyvernoIsPresent::byVersion)
                .orElseGet(() -> new Verdict.Manual(
                        "Is Kyverno 1.10 or newer? It is ready, and its image does not name a version: \"%s\"."
                                .formatted(KyvernoRelease.image(deployment))));
    }

    private static Verdict byVersion(KyvernoRelease found) {
        return found.isAtLeast(KyvernoRelease.OLDEST)
                ? new Verdict.Pass("Kyverno %s is installed and ready".formatted(found))
                : new Verdict.Fail(
                        Guards.violation("deployments." + CONTROLLER, "version " + found, "1.10 or newer", CARD.fix()));
    }
}
