package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;

/// What the Pod Security checks share.
final class PodSecurityCards {
    static final String ASKED_BY = "podSecurity.enforce";

    /// From this version on `spec.os.name: windows` frees a pod from what only Linux has.
    static final int WINDOWS_SINCE = 25;

    /// From this version on a user namespace of its own relaxes what root may do.
    static final int USER_NAMESPACES_SINCE = 35;

    static final String IS_WINDOWS = "variables.podSpec.?os.?name.orValue('') == 'windows'";
    static final String HAS_USER_NAMESPACE = "variables.podSpec.?hostUsers.orValue(true) == false";

    private PodSecurityCards() {}

    /// @param cis ids of the CIS Kubernetes Benchmark 1.12
    static RuleCard card(Severity severity, String title, String why, String fix, String... cis) {
        return card("workload-security", severity, title, why, fix, cis);
    }

    static RuleCard card(String check, Severity severity, String title, String why, String fix, String... cis) {
        return new RuleCard(
                check,
                Category.POD_SECURITY,
                severity,
                title,
                why,
                fix,
                Controls.all(
                        Controls.cis(cis),
                        Controls.nist("CM-6", "CM-7", "AC-6(10)"),
                        Controls.pci("2.2.4", "2.2.6"),
                        Controls.soc2("CC6.1", "CC6.8")));
    }

    static boolean isWindows(Workload workload) {
        return workload.podSpec().path("os").path("name").asText("").equals("windows");
    }

    /// Whether the pod's users are none of the node's.
    static boolean hasUserNamespace(Workload workload) {
        var hostUsers = workload.podSpec().path("hostUsers");
        return hostUsers.isBoolean() && !hostUsers.asBoolean();
    }
}
