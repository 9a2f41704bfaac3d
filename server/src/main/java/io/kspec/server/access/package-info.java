/// The words for who asks and who may: roles, callers, and the annotation every endpoint carries.
///
/// **Reads** nothing, **writes** nothing: `account` finds out who asks and refuses. Start with
/// [io.kspec.server.access.Allowed].
@NullMarked
package io.kspec.server.access;

import org.jspecify.annotations.NullMarked;
