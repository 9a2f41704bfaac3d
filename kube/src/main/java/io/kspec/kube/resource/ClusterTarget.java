package io.kspec.kube.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.status.ClusterTargetStatus;

/// A remote cluster that kspec looks after.
@Group("kspec.io")
@Version("v1alpha1")
@Plural("clustertargets")
@ShortNames({"ctarget"})
@AdditionalPrinterColumn(
        name = "API Server",
        jsonPath = ".spec.apiServerURL",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reachable",
        jsonPath = ".status.reachable",
        type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Platform", jsonPath = ".status.platform", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Enforce",
        jsonPath = ".spec.allowEnforcement",
        type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(
        name = "Nodes",
        jsonPath = ".status.nodeCount",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Checked",
        jsonPath = ".status.lastChecked",
        type = AdditionalPrinterColumn.Type.DATE,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ClusterTarget extends CustomResource<ClusterTargetSpec, ClusterTargetStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
