package io.kspec.core.rule.workloads;

import io.kspec.core.rule.Control;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a demand on one field is evidence for: a field answers its own control's question and no other's.
///
/// **Source** CIS Kubernetes Benchmark 1.12, sections 5.2 and 5.6.
final class FieldControls {
    private static final String SECURITY = "securityContext.";

    /// The longest field that a key begins with counts.
    private static final Map<String, List<String>> CIS = Map.ofEntries(
            Map.entry("securityContext.privileged", List.of("5.2.2", "5.6.3")),
            Map.entry("hostPID", List.of("5.2.3")),
            Map.entry("hostIPC", List.of("5.2.4")),
            Map.entry("hostNetwork", List.of("5.2.5")),
            Map.entry("securityContext.allowPrivilegeEscalation", List.of("5.2.6", "5.6.3")),
            Map.entry("securityContext.runAsNonRoot", List.of("5.2.7", "5.6.3")),
            Map.entry("securityContext.runAsUser", List.of("5.2.7", "5.6.3")),
            Map.entry("securityContext.capabilities.drop", List.of("5.2.8", "5.2.9", "5.6.3")),
            Map.entry("securityContext.capabilities.add", List.of("5.2.9", "5.6.3")),
            Map.entry("securityContext.windowsOptions.hostProcess", List.of("5.2.10")),
            Map.entry("securityContext.seccompProfile", List.of("5.6.2", "5.6.3")),
            Map.entry("automountServiceAccountToken", List.of("5.1.6")));

    private FieldControls() {}

    /// The same card, with the controls of the field at `key`.
    static RuleCard of(RuleCard card, String key) {
        return new RuleCard(
                card.check(), card.category(), card.severity(), card.title(), card.why(), card.fix(), controls(key));
    }

    private static List<Control> controls(String key) {
        boolean resources = key.startsWith("resources.");
        boolean ofSecurity = key.startsWith(SECURITY) || key.startsWith("host");
        return Controls.all(
                Controls.cis(cis(key).toArray(String[]::new)),
                Stream.of(
                                Controls.nist("CM-6"),
                                ofSecurity ? Controls.nist("CM-7", "AC-6(10)") : Stream.<Control>empty(),
                                resources ? Controls.nist("SC-5", "SC-6") : Stream.<Control>empty())
                        .flatMap(controls -> controls),
                Controls.pci("2.2.6"),
                resources ? Controls.soc2("A1.1") : Controls.soc2("CC6.1", "CC6.8"));
    }

    private static List<String> cis(String key) {
        return CIS.entrySet().stream()
                .filter(field -> key.equals(field.getKey()) || key.startsWith(field.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(key.startsWith(SECURITY) ? List.of("5.6.3") : List.of());
    }
}
