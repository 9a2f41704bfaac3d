/// kspec's own kinds as Kubernetes objects: thin wrappers around the records of `core`, which are the model. Their
/// schemas are generated into `config/crd`. Start at [io.kspec.kube.resource.ClusterSpecification].
@NullMarked
package io.kspec.kube.resource;

import org.jspecify.annotations.NullMarked;
