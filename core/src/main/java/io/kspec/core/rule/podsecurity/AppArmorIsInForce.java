package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// No pod and no container switches AppArmor off.
///
/// **Reads** `securityContext.appArmorProfile.type` of the pod and all containers, and the pod's annotations
/// `container.apparmor.security.beta.kubernetes.io/<container>`; absent is the runtime's profile.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers and annotations); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "AppArmor", every policy version.
public final class AppArmorIsInForce implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container switches AppArmor off",
            "Unconfined, a container may touch what the runtime's profile protects on the node.",
            "Set securityContext.appArmorProfile.type to RuntimeDefault and remove the annotation.",
            "5.6.3");
    public static final RuleKind KIND =
            new RuleKind("app-armor-is-in-force", CARD, PodSecurityCards.ASKED_BY, AppArmorIsInForce::demandedBy);
    private static final String PREFIX = "container.apparmor.security.beta.kubernetes.io/";
    private static final String PROFILE = "securityContext.appArmorProfile";
    private static final String TYPE = PROFILE + ".type";
    private static final List<String> CONFINING = List.of("RuntimeDefault", "Localhost");
    private static final List<String> ALLOWED = List.of("", "runtime/default");

    private final Asked asked;

    private AppArmorIsInForce(Asked asked) {
        this.asked = asked;
    }

    public static Stream<AppArmorIsInForce> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(AppArmorIsInForce::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public List<Offence> breaches(Workload workload) {
        var offences =
                new ArrayList<>(Annotations.offences(workload, annotation -> annotation.startsWith(PREFIX), ALLOWED));
        PodPart.specAndContainers(workload).stream()
                .filter(part -> part.has(PROFILE) && !CONFINING.contains(part.text(TYPE)))
                .map(part -> part.offence(TYPE, "absent or " + String.join(" or ", CONFINING))
                        .mendedBy(part.put(
                                PROFILE, JsonNodeFactory.instance.objectNode().put("type", "RuntimeDefault"))))
                .forEach(offences::add);
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String ofPod = offends("variables.podSpec");
        String ofContainer = offends("c");
        CelForm.Validation annotations = Annotations.validation(
                "k.startsWith(%s)".formatted(CelText.of(PREFIX)), ALLOWED, "AppArmor must not be switched off");
        String fields = "!(%s) && !variables.containers.exists(c, %s)".formatted(ofPod, ofContainer);
        return new CelForm.Validation(
                "(%s) && (%s)".formatted(annotations.expression(), fields),
                annotations.message(),
                "((%s) ? (%s) : (%s))"
                        .formatted(
                                fields,
                                annotations.messageExpression(),
                                Cel.offenders(
                                        ofPod,
                                        "variables.containers.filter(c, %s)".formatted(ofContainer),
                                        TYPE + " must be absent or " + String.join(" or ", CONFINING))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "AppArmor is switched off in " + Headlines.count(violations.size(), "place", "places");
    }

    private static String offends(String part) {
        return "%1$s.?securityContext.?appArmorProfile.hasValue() && !(%1$s.securityContext.appArmorProfile.?type.orValue('') in %2$s)"
                .formatted(part, Cel.texts(CONFINING));
    }
}
