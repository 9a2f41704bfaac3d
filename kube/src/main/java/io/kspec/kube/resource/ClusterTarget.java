package io.kspec.kube.resource;

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
public final class ClusterTarget extends CustomResource<ClusterTargetSpec, ClusterTargetStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
