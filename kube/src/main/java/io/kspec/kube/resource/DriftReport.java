package io.kspec.kube.resource;

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
public final class DriftReport extends CustomResource<DriftReportSpec, DriftReportStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
