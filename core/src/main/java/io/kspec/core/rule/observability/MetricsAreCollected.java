package io.kspec.core.rule.observability;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Something collects metrics.
///
/// **Reads** APIServices and pods of all namespaces. `metrics-server` is an Available APIService of
/// `metrics.k8s.io`; `prometheus` a ready pod labelled `app.kubernetes.io/name: prometheus` or `app: prometheus`;
/// any other word a ready pod with the word in its name. One of the providers is enough; none named means one of
/// the two known ones. **Answers** Pass; Fail with one violation; NotEvaluated when none was found and something
/// could not be read. Never throws. **Cost** O(pods × providers); safe for use by many threads. **Source**
/// `spec.observability.metrics`; NIST SP 800-53, SI-4.
public final class MetricsAreCollected implements ClusterRule {
    private static final String METRICS_SERVER = "metrics-server";
    private static final String PROMETHEUS = "prometheus";
    private static final RuleCard CARD = Signals.card(
            "observability-metrics",
            "Metrics are collected",
            "What nobody measures, nobody notices when it goes wrong.",
            "Install metrics-server or Prometheus, or name the provider that is there.",
            Controls.all(
                    Controls.cis(),
                    Controls.nist("SI-4", "CA-7"),
                    Controls.pci("10.7.2"),
                    Controls.soc2("CC7.1", "CC7.2")));
    public static final RuleKind KIND = new RuleKind(
            "metrics-are-collected", CARD, "observability.metrics.required", MetricsAreCollected::demandedBy);

    private final List<String> providers;

    private MetricsAreCollected(List<String> providers) {
        this.providers = providers.isEmpty() ? List.of(METRICS_SERVER, PROMETHEUS) : List.copyOf(providers);
    }

    public static Stream<MetricsAreCollected> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.observability())
                .flatMap(observability -> Stream.ofNullable(observability.metrics()))
                .filter(metrics -> Boolean.TRUE.equals(metrics.required()))
                .map(metrics -> new MetricsAreCollected(metrics.providers()));
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.API_SERVICES, Resource.PODS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<String> found = providers.stream()
                .filter(provider -> isThere(provider.toLowerCase(Locale.ROOT), cluster))
                .toList();
        if (!found.isEmpty()) {
            return new Verdict.Pass("Metrics are collected by " + String.join(", ", found));
        }
        return gaps(cluster).isEmpty()
                ? new Verdict.Fail(List.of(new Violation(
                        Signals.CLUSTER,
                        FieldPath.of("metrics"),
                        "without " + String.join(" or ", providers),
                        "collected by one of them that is ready",
                        CARD.fix())))
                : verdict(cluster, List.of(), "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return "metrics are not collected: no ready " + String.join(" or ", providers);
    }

    private static boolean isThere(String provider, ClusterView cluster) {
        if (provider.equals(METRICS_SERVER)) {
            return cluster.list(Resource.API_SERVICES).items().stream()
                    .anyMatch(service ->
                            service.path("spec").path("group").asText("").equals("metrics.k8s.io")
                                    && Signals.isTrue(service, "Available"));
        }
        return cluster.list(Resource.PODS).items().stream()
                .filter(pod -> Signals.isTrue(pod, "Ready"))
                .anyMatch(pod -> isOf(provider, pod.path("metadata")));
    }

    private static boolean isOf(String provider, JsonNode metadata) {
        JsonNode labels = metadata.path("labels");
        return provider.equals(PROMETHEUS)
                ? labels.path("app.kubernetes.io/name").asText("").equals(PROMETHEUS)
                        || labels.path("app").asText("").equals(PROMETHEUS)
                : metadata.path("name").asText("").contains(provider);
    }
}
