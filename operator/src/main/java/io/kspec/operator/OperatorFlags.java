package io.kspec.operator;

import io.kspec.operator.admission.AdmissionFlags;
import io.kspec.operator.certificate.CertificateFlags;
import io.kspec.operator.endpoint.EndpointFlags;
import io.kspec.operator.leadership.LeadershipFlags;
import io.kspec.operator.report.ReportFlags;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Every flag that says how an operator runs; each feature brings its own.
final class OperatorFlags {
    @Option(
            names = "--namespace",
            defaultValue = "kspec-system",
            description = "Own namespace; default: ${DEFAULT-VALUE}.")
    private String namespace = "kspec-system";

    @Mixin
    private AdmissionFlags admission = new AdmissionFlags();

    @Mixin
    private ReportFlags reports = new ReportFlags();

    @Mixin
    private LeadershipFlags leadership = new LeadershipFlags();

    @Mixin
    private CertificateFlags certificates = new CertificateFlags();

    @Mixin
    private EndpointFlags endpoints = new EndpointFlags();

    static OperatorOptions parse(List<String> flags) {
        var parsed = new OperatorFlags();
        new CommandLine(parsed)
                .setOverwrittenOptionsAllowed(true) // the last one counts
                .parseArgs(flags.toArray(String[]::new));
        return parsed.options();
    }

    OperatorOptions options() {
        return new OperatorOptions(
                namespace,
                admission.settings(),
                reports.settings(),
                leadership.settings(),
                certificates.certManager(),
                endpoints.settings());
    }
}
