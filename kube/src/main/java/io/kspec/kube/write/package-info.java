/// The two ways in which kspec writes, and no third: an object it owns whole is replaced under its resourceVersion,
/// an object it shares gets only the demanded fields by server-side apply. Start at [io.kspec.kube.write.Change].
@NullMarked
package io.kspec.kube.write;

import org.jspecify.annotations.NullMarked;
