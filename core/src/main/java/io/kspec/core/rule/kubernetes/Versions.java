package io.kspec.core.rule.kubernetes;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.KubernetesSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the rules about versions share: their cards, and the version of the API server.
final class Versions {
    private Versions() {}

    static Stream<KubernetesSpec> askedForSupport(ClusterSpec spec) {
        return Stream.ofNullable(spec.kubernetes()).filter(demand -> Boolean.TRUE.equals(demand.requireSupported()));
    }

    static RuleCard card(String title, String why, String fix) {
        return new RuleCard(
                "kubernetes-version",
                Category.KUBERNETES,
                Severity.HIGH,
                title,
                why,
                fix,
                Controls.all(
                        Controls.cis(),
                        Controls.nist("SI-2", "CM-2", "CM-6"),
                        Controls.pci("6.3.3"),
                        Controls.soc2("CC7.1")));
    }

    /// Judges by the version of the API server; not evaluated when it could not be read.
    static Verdict ofApiServer(ClusterView cluster, Function<KubernetesVersion, Verdict> judgement) {
        return switch (cluster.version()) {
            case Reading.Unknown<String>(Failure why) -> new Verdict.NotEvaluated(why);
            case Reading.Known<String>(String text) ->
                KubernetesVersion.of(text)
                        .map(judgement)
                        .orElseGet(() -> new Verdict.NotEvaluated(unreadable(text, "/version")));
        };
    }

    static Failure unreadable(String text, String where) {
        return new Failure.Malformed(
                "\"%s\" is no version".formatted(text), where, "Ask what serves the API of this cluster.");
    }
}
