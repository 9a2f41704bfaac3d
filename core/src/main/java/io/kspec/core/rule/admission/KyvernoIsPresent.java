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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int OLDEST_MINOR = 10;

    /// The tag of an image; a port has no dot, and what follows it a slash.
    private static final Pattern VERSION = Pattern.compile(":v?([0-9]{1,6})\\.([0-9]{1,6})[^/]*$");

    private static final String CONTROLLER = "kyverno-admission-controller";

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
                    .filter(KyvernoIsPresent::isReady)
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
        Matcher version = VERSION.matcher(image(deployment));
        if (!version.find()) {
            return new Verdict.Manual(
                    "Is Kyverno 1.10 or newer? It is ready, and its image does not name a version: \"%s\"."
                            .formatted(image(deployment)));
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        String found = "%d.%d".formatted(major, minor);
        return major > 1 || (major == 1 && minor >= OLDEST_MINOR)
                ? new Verdict.Pass("Kyverno %s is installed and ready".formatted(found))
                : new Verdict.Fail(
                        Guards.violation("deployments." + CONTROLLER, "version " + found, "1.10 or newer", CARD.fix()));
    }

    private static String image(JsonNode deployment) {
        JsonNode pod = deployment.path("spec").path("template").path("spec");
        return pod.path("containers").path(0).path("image").asText("");
    }

    private static boolean isReady(JsonNode deployment) {
        return deployment.path("metadata").path("name").asText("").equals(CONTROLLER)
                && deployment.path("status").path("readyReplicas").asInt(0) > 0;
    }
}
