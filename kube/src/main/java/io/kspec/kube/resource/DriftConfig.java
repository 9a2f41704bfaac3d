package io.kspec.kube.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.status.DriftConfigStatus;

/// How drift is looked for and what is done about it.
@Group("kspec.io")
@Version("v1alpha1")
@Plural("driftconfigs")
@ShortNames("driftcfg")
@AdditionalPrinterColumn(
        name = "Spec",
        jsonPath = ".spec.clusterSpecRef.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Interval", jsonPath = ".spec.interval", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Auto",
        jsonPath = ".spec.remediation.auto",
        type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Last Run", jsonPath = ".status.lastRun", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class DriftConfig extends CustomResource<DriftConfigSpec, DriftConfigStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
