package io.kspec.kube.resource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.core.devops.DevOpsPolicyStatus;

/// What the running pods of its namespace must be.
@Group("devops.stochastic.io")
@Version("v1")
@Plural("devopspolicies")
@ShortNames({"dop"})
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.enforcementMode", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Healthy", jsonPath = ".status.healthy", type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Score", jsonPath = ".status.healthScore", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Violations",
        jsonPath = ".status.violations",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Evaluated",
        jsonPath = ".status.lastEvaluated",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class DevOpsPolicy extends CustomResource<DevOpsPolicySpec, DevOpsPolicyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
