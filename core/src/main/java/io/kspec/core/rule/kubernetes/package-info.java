/// Rules about the version of Kubernetes. Start at
/// [io.kspec.core.rule.kubernetes.KubernetesVersionIsInRange].
@NullMarked
package io.kspec.core.rule.kubernetes;

import org.jspecify.annotations.NullMarked;
