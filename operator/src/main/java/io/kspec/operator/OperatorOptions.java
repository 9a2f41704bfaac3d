package io.kspec.operator;

import io.kspec.operator.admission.AdmissionSettings;
import io.kspec.operator.certificate.CertManagerUse;
import io.kspec.operator.endpoint.EndpointSettings;
import io.kspec.operator.leadership.LeadershipSettings;
import io.kspec.operator.report.ReportSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How an operator runs: what its flags say, by feature.
///
/// @param namespace of its Secrets and reports; exempt from admission
public record OperatorOptions(
        String namespace,
        AdmissionSettings admission,
        ReportSettings reports,
        LeadershipSettings leadership,
        CertManagerUse certManager,
        EndpointSettings endpoints) {
    private static final Duration ENDPOINTS_CHANGE = Duration.ofSeconds(5);
    private static final List<String> ON_LOOPBACK = List.of(
            "--webhook-host=127.0.0.1",
            "--webhook-port=0",
            "--webhook-url=https://127.0.0.1",
            "--health-port=0",
            "--leader-elect=false");

    /// What the flags of the command line say; without any, what the chart deploys.
    ///
    /// @throws picocli.CommandLine.ParameterException when one is not understood
    public static OperatorOptions of(String... flags) {
        return OperatorFlags.parse(List.of(flags));
    }

    /// How long admission is answered after the process was told to stop.
    Duration drain() {
        return endpoints.drain().orElse(admission.url().isPresent() ? Duration.ZERO : ENDPOINTS_CHANGE);
    }

    /// An operator outside its cluster: admission listens on loopback and is registered by URL, on free ports, and
    /// nobody else leads.
    public static OperatorOptions onLoopback(String... furtherFlags) {
        return OperatorFlags.parse(
                Stream.concat(ON_LOOPBACK.stream(), Stream.of(furtherFlags)).toList());
    }
}
