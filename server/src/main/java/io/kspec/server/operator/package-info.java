/// Operators that can be rolled out, and their versions.
///
/// **Reads** chart repositories and uploads. **Writes** `operators`, `operator_versions` and `charts`. Start with
/// [io.kspec.server.operator.Operators].
@NullMarked
package io.kspec.server.operator;

import org.jspecify.annotations.NullMarked;
