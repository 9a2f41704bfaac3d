/// How a managed cluster is signed in to: what a kubeconfig may say, the rights that kspec needs there, and the
/// short-lived tokens that it works with. Start at [io.kspec.kube.access.KubeconfigInspection].
@NullMarked
package io.kspec.kube.access;

import org.jspecify.annotations.NullMarked;
