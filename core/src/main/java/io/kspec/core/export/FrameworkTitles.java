package io.kspec.core.export;

import java.util.Map;

/// How people call the frameworks that rules are evidence for.
final class FrameworkTitles {
    private static final Map<String, String> TITLES = Map.of(
            "cis-1.12", "CIS Kubernetes Benchmark 1.12",
            "nist-800-53-r5", "NIST SP 800-53 Revision 5",
            "pci-dss-4.0.1", "PCI DSS 4.0.1",
            "soc-2", "SOC 2 Trust Services Criteria");

    private FrameworkTitles() {}

    /// The framework's own name where it has none here.
    static String title(String framework) {
        return TITLES.getOrDefault(framework, framework);
    }
}
