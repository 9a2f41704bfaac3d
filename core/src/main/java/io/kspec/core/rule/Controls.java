package io.kspec.core.rule;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The frameworks that rules are evidence for, by the names and revisions that reports print. An id means something
/// only together with its framework and revision. A rule is partial evidence unless it is said to answer the whole
/// question; nothing that a cluster shows answers more than a part of NIST, PCI DSS or SOC 2.
public final class Controls {
    public static final String CIS = "cis-1.12";
    public static final String NIST = "nist-800-53-r5";
    public static final String PCI = "pci-dss-4.0.1";
    public static final String SOC2 = "soc-2";

    private Controls() {}

    /// CIS Kubernetes Benchmark 1.12 (Kubernetes 1.32 to 1.34).
    public static Stream<Control> cis(String... ids) {
        return of(CIS, ids);
    }

    /// NIST SP 800-53, revision 5.
    public static Stream<Control> nist(String... ids) {
        return of(NIST, ids);
    }

    /// PCI DSS 4.0.1.
    public static Stream<Control> pci(String... ids) {
        return of(PCI, ids);
    }

    /// SOC 2, Trust Services Criteria of 2017.
    public static Stream<Control> soc2(String... ids) {
        return of(SOC2, ids);
    }

    /// The same controls, whose question the rule answers whole.
    public static Stream<Control> full(Stream<Control> controls) {
        return controls.map(control -> new Control(control.framework(), control.id(), Control.Strength.FULL));
    }

    /// One framework after the other.
    public static List<Control> all(
            Stream<Control> cis, Stream<Control> nist, Stream<Control> pci, Stream<Control> soc2) {
        return Stream.of(cis, nist, pci, soc2).flatMap(controls -> controls).toList();
    }

    private static Stream<Control> of(String framework, String... ids) {
        return Arrays.stream(ids).map(id -> new Control(framework, id, Control.Strength.PARTIAL));
    }
}
