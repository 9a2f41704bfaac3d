package io.kspec.kube.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.report.DriftReportStatus;

/// Evidence of drift and of what was done about it, written by the operator.
@Group("kspec.io")
@Version("v1alpha1")
@Plural("driftreports")
@ShortNames({"driftrep"})
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".spec.clusterName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Cluster Spec",
        jsonPath = ".spec.clusterSpecRef.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Drift", jsonPath = ".spec.driftDetected", type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Severity", jsonPath = ".spec.severity", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Events", jsonPath = ".status.totalEvents", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Remediated",
        jsonPath = ".status.remediatedEvents",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Detection Time",
        jsonPath = ".spec.detectionTime",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class DriftReport extends CustomResource<DriftReportSpec, DriftReportStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
