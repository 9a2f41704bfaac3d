package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The manifest is of an API version that is gone since Kubernetes 1.22.
public final class CrdNotV1 implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    16, "crd-not-v1", "a manifest of apiextensions.k8s.io/v1beta1", "no API server takes it since 1.22")
            .up(REJECT)
            .back(REJECT);

    private static final String V1 = "apiextensions.k8s.io/v1";

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(crd -> crd.apiVersion().equals(V1)
                ? List.of()
                : List.of(CARD.found(
                        Where.definition("apiVersion"),
                        V1,
                        crd.apiVersion(),
                        "The manifest is of %s, which no API server takes since 1.22: write it as %s."
                                .formatted(crd.apiVersion(), V1))));
    }
}
