/// The namespaces that a specification speaks of, by name and by label. Start at [io.kspec.core.scope.Scope].
@NullMarked
package io.kspec.core.scope;

import org.jspecify.annotations.NullMarked;
