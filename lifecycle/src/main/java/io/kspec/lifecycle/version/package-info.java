/// Versions of operators as Semantic Versioning 2.0 orders them. Start at
/// [io.kspec.lifecycle.version.SemanticVersion].
@NullMarked
package io.kspec.lifecycle.version;

import org.jspecify.annotations.NullMarked;
