/// What the answers of rules say about the controls of compliance frameworks. Start at
/// [io.kspec.core.framework.Assessment].
@NullMarked
package io.kspec.core.framework;

import org.jspecify.annotations.NullMarked;
