package io.kspec.kube.resource;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.status.ClusterSpecStatus;

/// What a cluster must be, declared by its owners. Cluster-scoped.
@Group("kspec.io")
@Version("v1alpha1")
@Plural("clusterspecifications")
@ShortNames({"clusterspec", "cspec"})
public final class ClusterSpecification extends CustomResource<ClusterSpec, ClusterSpecStatus> {
    private static final long serialVersionUID = 1L;
}
