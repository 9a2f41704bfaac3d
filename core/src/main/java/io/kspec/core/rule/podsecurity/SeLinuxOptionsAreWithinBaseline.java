package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
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

/// No pod and no container takes an SELinux user, role or type of its own choice.
///
/// **Reads** `securityContext.seLinuxOptions.{type,user,role}` of the pod and all containers; empty is absent,
/// `level` is free. **Answers** Pass, or Fail with one violation per offending place in document order. Never
/// throws. **Cost** O(containers); safe for use by many threads. **Source** Pod Security Standards, baseline,
/// "SELinux", every policy version; 1.31 allows the type `container_engine_t`.
public final class SeLinuxOptionsAreWithinBaseline implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container leaves SELinux's types for containers",
            "Another type, user or role lifts what SELinux forbids to containers.",
            "Remove type, user and role from securityContext.seLinuxOptions.",
            "5.6.3");
    public static final RuleKind KIND = new RuleKind(
            "se-linux-options-are-within-baseline",
            CARD,
            PodSecurityCards.ASKED_BY,
            SeLinuxOptionsAreWithinBaseline::demandedBy);
    private static final String TYPE = "securityContext.seLinuxOptions.type";
    private static final String USER = "securityContext.seLinuxOptions.user";
    private static final String ROLE = "securityContext.seLinuxOptions.role";
    private static final List<String> TYPES = List.of("container_t", "container_init_t", "container_kvm_t");
    private static final String ENGINE = "container_engine_t";
    private static final int ENGINE_SINCE = 31;

    private final Asked asked;

    private SeLinuxOptionsAreWithinBaseline(Asked asked) {
        this.asked = asked;
    }

    public static Stream<SeLinuxOptionsAreWithinBaseline> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(SeLinuxOptionsAreWithinBaseline::new);
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
        var offences = new ArrayList<Offence>();
        for (PodPart part : PodPart.specAndContainers(workload)) {
            String type = part.text(TYPE);
            if (!type.isEmpty() && !types().contains(type)) {
                offences.add(offence(part, TYPE, "one of " + String.join(", ", types())));
            }
            Stream.of(USER, ROLE)
                    .filter(field -> !part.text(field).isEmpty())
                    .forEach(field -> offences.add(offence(part, field, "absent")));
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String offends =
                "(o.?type.orValue('') != '' && !(o.type in %s)) || o.?user.orValue('') != '' || o.?role.orValue('') != ''"
                        .formatted(Cel.texts(types()));
        String ofPod = offends(offends, "variables.podSpec");
        String ofContainer = offends(offends, "c");
        return new CelForm.Validation(
                "!(%s) && !variables.containers.exists(c, %s)".formatted(ofPod, ofContainer),
                "SELinux type, user and role must be those of containers",
                Cel.offenders(
                        ofPod,
                        "variables.containers.filter(c, %s)".formatted(ofContainer),
                        "securityContext.seLinuxOptions must have no user, no role and a type for containers"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "SELinux options are set in " + Headlines.count(violations.size(), "place", "places");
    }

    private List<String> types() {
        return asked.version().reaches(ENGINE_SINCE)
                ? Stream.concat(TYPES.stream(), Stream.of(ENGINE)).toList()
                : TYPES;
    }

    private static Offence offence(PodPart part, String field, String demanded) {
        return part.offence(field, demanded).mendedBy(part.remove(field));
    }

    private static String offends(String options, String part) {
        return "[%s.?securityContext.?seLinuxOptions.orValue({})].exists(o, %s)".formatted(part, options);
    }
}
