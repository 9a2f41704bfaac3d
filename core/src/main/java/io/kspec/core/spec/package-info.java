/// The language: what a user may declare of a cluster, exactly as it is written in files and custom resources. One
/// model for files, custom resources and engine; absent fields are null here, as on the wire, and nowhere else:
/// NullAway checks every use. Start at [io.kspec.core.spec.ClusterSpec].
@NullMarked
package io.kspec.core.spec;

import org.jspecify.annotations.NullMarked;
