package io.kspec.operator.remedy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.report.ReportWriter;
import java.util.Optional;
import java.util.function.Function;

/// What remediation reads and writes through.
///
/// @param owners finds a specification by name; empty when it is gone
/// @param labels of the namespaces: mode enforce may hold in some of them only
/// @param term while it holds, workloads are changed
public record RemediationAccess(
        KubernetesClient client,
        ReportWriter reports,
        Function<String, Optional<DriftLog.Owner>> owners,
        NamespaceLabels labels,
        Term term) {}
