package io.kspec.kube.resource;

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
public final class ComplianceReport extends CustomResource<ComplianceReportSpec, ReportStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
