package io.kspec.kube.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.report.ComplianceReportSpec;
import io.kspec.core.report.ReportStatus;

/// Evidence of one scan, written by the operator.
@Group("kspec.io")
@Version("v1alpha1")
@Plural("compliancereports")
@ShortNames({"compreport"})
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".spec.clusterName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Cluster Spec",
        jsonPath = ".spec.clusterSpecRef.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Pass Rate",
        jsonPath = ".spec.summary.passRate",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Failed",
        jsonPath = ".spec.summary.failed",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Scan Time", jsonPath = ".spec.scanTime", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ComplianceReport extends CustomResource<ComplianceReportSpec, ReportStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
