package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/// Every container drops all capabilities and adds back at most NET_BIND_SERVICE.
///
/// **Reads** `securityContext.capabilities.drop[]` and `.add[]` of all containers; `ALL` must be written exactly so.
/// From version 1.25 on Windows pods pass.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(capabilities); safe for use by many threads.
/// **Source** Pod Security Standards, restricted, "Capabilities", policy version 1.22 and later.
public final class CapabilitiesAreDropped implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.MEDIUM,
            "Every container drops all capabilities",
            "A container that needs no capability gains nothing from the ones it has, but an intruder does.",
            "Set securityContext.capabilities.drop to [ALL] and add nothing but NET_BIND_SERVICE.",
            "5.2.8",
            "5.2.9");
    public static final RuleKind KIND = new RuleKind(
            "capabilities-are-dropped", CARD, PodSecurityCards.ASKED_BY, CapabilitiesAreDropped::demandedBy);
    private static final String ADD = "securityContext.capabilities.add";
    private static final String DROP = "securityContext.capabilities.drop";
    private static final String ALLOWED = "NET_BIND_SERVICE";

    private final Asked asked;

    private CapabilitiesAreDropped(Asked asked) {
        this.asked = asked;
    }

    public static Stream<CapabilitiesAreDropped> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 22).map(CapabilitiesAreDropped::new);
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
        if (asked.version().reaches(PodSecurityCards.WINDOWS_SINCE) && PodSecurityCards.isWindows(workload)) {
            return offences;
        }
        for (PodPart container : PodPart.containers(workload)) {
            for (PodPart added : container.list(ADD)) {
                if (!added.text("").equals(ALLOWED)) {
                    offences.add(added.offence("", ALLOWED).mendedBy(added.remove("")));
                }
            }
            if (container.list(DROP).stream()
                    .noneMatch(dropped -> dropped.text("").equals("ALL"))) {
                offences.add(container
                        .offence(DROP, "[\"ALL\"]")
                        .mendedBy(container.put(
                                DROP, JsonNodeFactory.instance.arrayNode().add("ALL"))));
            }
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String offends = "!('ALL' in c.?%s.orValue([])) || c.?%s.orValue([]).exists(a, a != '%s')"
                .formatted(DROP.replace(".", ".?"), ADD.replace(".", ".?"), ALLOWED);
        String sound = "!variables.containers.exists(c, %s)".formatted(offends);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.WINDOWS_SINCE)
                        ? PodSecurityCards.IS_WINDOWS + " || " + sound
                        : sound,
                "containers must drop ALL capabilities and add only " + ALLOWED,
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(offends),
                        "securityContext.capabilities must drop ALL and add only " + ALLOWED));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "capabilities are kept or added in " + Headlines.count(violations.size(), "place", "places");
    }
}
