package io.kspec.core.rule.network;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the rules about Services share: their cards, and which Services are asked.
final class Services {
    static final Set<Resource> READS = Set.of(Resource.SERVICES);

    private Services() {}

    static RuleCard card(String title, String why, String fix) {
        return new RuleCard(
                "network-services",
                Category.NETWORK,
                Severity.HIGH,
                title,
                why,
                fix,
                Controls.all(
                        Controls.cis(),
                        Controls.nist("SC-7", "AC-4", "CM-7(1)"),
                        Controls.pci("1.2.6", "1.3.1", "1.4.1"),
                        Controls.soc2("CC6.1", "CC6.6")));
    }

    /// Every Service but the API server's own, which it puts back by itself.
    static Stream<Subject> asked(ClusterView cluster) {
        return cluster.list(Resource.SERVICES).items().stream()
                .map(Subject::of)
                .filter(service -> !(service.ref().namespace().equals("default")
                        && service.ref().name().equals("kubernetes")));
    }

    /// `2 Services of type NodePort: shop/web, shop/api`.
    static String headline(List<Violation> violations, String what) {
        List<String> names = violations.stream()
                .map(violation -> violation.subject().namespace() + "/"
                        + violation.subject().name())
                .distinct()
                .toList();
        return "%s %s: %s"
                .formatted(Headlines.count(names.size(), "Service", "Services"), what, Headlines.names(names));
    }
}
