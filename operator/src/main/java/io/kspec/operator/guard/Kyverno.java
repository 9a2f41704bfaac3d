package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rule.admission.KyvernoRelease;
import io.kspec.kube.write.ObjectKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of Kyverno is in the cluster, as far as policies for it are concerned.
public sealed interface Kyverno {
    /// The first release whose ClusterPolicies say per rule whether it refuses; an older one would only audit.
    KyvernoRelease FIRST_WITH_ACTIONS = new KyvernoRelease(1, 13);

    /// Nothing was read yet.
    record Unread() implements Kyverno {}

    record Absent() implements Kyverno {}

    /// It is there, and cannot be given policies.
    ///
    /// @param because a clause for people
    record Unfit(String because) implements Kyverno {}

    /// It takes policies.
    ///
    /// @param release as far as its image names one
    /// @param ready whether its admission controller has a replica that serves
    record Served(PolicyFormat format, Optional<KyvernoRelease> release, boolean ready) implements Kyverno {}

    /// Judges what was read. Pure.
    ///
    /// @param kinds the kinds of policy that the API server serves
    /// @param deployments those named as Kyverno's admission controller
    static Kyverno of(Set<ObjectKind> kinds, Collection<? extends JsonNode> deployments) {
        if (kinds.isEmpty()) {
            return new Absent();
        }
        List<? extends JsonNode> serving =
                deployments.stream().filter(KyvernoRelease::isReady).toList();
        Optional<KyvernoRelease> release = (serving.isEmpty() ? deployments : serving)
                .stream()
                        .flatMap(deployment -> KyvernoRelease.of(deployment).stream())
                        .findFirst();
        if (release.isPresent() && !release.get().isAtLeast(KyvernoRelease.OLDEST)) {
            return new Unfit(
                    "Kyverno %s is older than %s, which kspec needs".formatted(release.get(), KyvernoRelease.OLDEST));
        }
        if (kinds.contains(ObjectKind.KYVERNO_VALIDATING_POLICY)) {
            return new Served(new PolicyFormat.KyvernoPolicy(), release, !serving.isEmpty());
        }
        if (release.map(found -> !found.isAtLeast(FIRST_WITH_ACTIONS)).orElse(true)) {
            return new Unfit(release.map("Kyverno %s takes no policies that refuse rule by rule"::formatted)
                    .orElse("the release of Kyverno is not known"));
        }
        return new Served(new PolicyFormat.KyvernoClusterPolicy(), release, !serving.isEmpty());
    }

    /// For people, as the end of a sentence.
    default String clause() {
        return switch (this) {
            case Unread _ -> "whether Kyverno is installed is not known yet";
            case Absent _ -> "Kyverno is not installed";
            case Unfit unfit -> unfit.because();
            case Served served ->
                "Kyverno%s is %s"
                        .formatted(
                                served.release().map(" %s"::formatted).orElse(""),
                                served.ready() ? "ready" : "installed and not ready");
        };
    }
}
