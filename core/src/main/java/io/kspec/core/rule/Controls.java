package io.kspec.core.rule;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The frameworks that rules are evidence for, by the names and revisions that reports print. An id means something
/// only together with its framework and revision.
public final class Controls {
    private Controls() {}

    /// CIS Kubernetes Benchmark 1.12 (Kubernetes 1.32 to 1.34).
    public static Stream<Control> cis(String... ids) {
        return of("cis-1.12", ids);
    }

    /// NIST SP 800-53, revision 5.
    public static Stream<Control> nist(String... ids) {
        return of("nist-800-53-r5", ids);
    }

    /// PCI DSS 4.0.1.
    public static Stream<Control> pci(String... ids) {
        return of("pci-dss-4.0.1", ids);
    }

    /// SOC 2, Trust Services Criteria of 2017.
    public static Stream<Control> soc2(String... ids) {
        return of("soc-2", ids);
    }

    /// One framework after the other.
    public static List<Control> all(
            Stream<Control> cis, Stream<Control> nist, Stream<Control> pci, Stream<Control> soc2) {
        return Stream.of(cis, nist, pci, soc2).flatMap(controls -> controls).toList();
    }

    private static Stream<Control> of(String framework, String... ids) {
        return Arrays.stream(ids).map(id -> new Control(framework, id));
    }
}
