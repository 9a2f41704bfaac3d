/// The client's exceptions as failures that say what, where and what to do. Start at
/// [io.kspec.kube.failure.ApiFailures].
@NullMarked
package io.kspec.kube.failure;

import org.jspecify.annotations.NullMarked;
