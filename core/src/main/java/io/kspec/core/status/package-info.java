/// What kspec writes back about a specification or target, as it stands in custom resources. Start at
/// [io.kspec.core.status.ClusterSpecStatus].
@NullMarked
package io.kspec.core.status;

import org.jspecify.annotations.NullMarked;
