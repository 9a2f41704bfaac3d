package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;
import java.util.stream.Stream;

/// A group of Kubernetes itself needs an approval, and the annotation with it is missing or none.
public final class ApiApprovalInvalid implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    110,
                    "api-approval-invalid",
                    "a group of *.k8s.io or *.kubernetes.io without a valid api-approved.kubernetes.io",
                    "the API server refuses it")
            .up(REJECT)
            .back(REJECT);

    private static final String ANNOTATION = "api-approved.kubernetes.io";

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(crd -> isProtected(crd.group())
                        && !isApproval(crd.annotation(ANNOTATION).orElse(""))
                ? List.of(CARD.found(
                        Where.definition("metadata.annotations['%s']".formatted(ANNOTATION)),
                        change.before()
                                .flatMap(old -> old.annotation(ANNOTATION))
                                .orElse(""),
                        crd.annotation(ANNOTATION).orElse(""),
                        ("The group %s belongs to Kubernetes: the annotation %s must name the approval's "
                                        + "URL, or begin with unapproved.")
                                .formatted(crd.group(), ANNOTATION)))
                : List.of());
    }

    private static boolean isProtected(String group) {
        return Stream.of("k8s.io", "kubernetes.io").anyMatch(own -> group.equals(own) || group.endsWith("." + own));
    }

    private static boolean isApproval(String value) {
        return value.startsWith("unapproved") || value.startsWith("https://") || value.startsWith("http://");
    }
}
