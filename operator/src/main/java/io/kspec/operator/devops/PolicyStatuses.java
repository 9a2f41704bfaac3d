package io.kspec.operator.devops;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.devops.enforce.WorkloadRepair;
import io.kspec.kube.resource.DevOpsPolicy;

/// Writes statuses, each whole and by one server-side apply: what is not said again goes.
final class PolicyStatuses {
    private final KubernetesClient client;

    PolicyStatuses(KubernetesClient client) {
        this.client = client;
    }

    void write(DevOpsPolicy policy, DevOpsPolicyStatus status) {
        var object = new DevOpsPolicy();
        object.getMetadata().setName(policy.getMetadata().getName());
        object.getMetadata().setNamespace(policy.getMetadata().getNamespace());
        object.setStatus(status);
        client.resource(object)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(WorkloadRepair.MANAGER)
                        .withForce(true)
                        .build());
    }
}
