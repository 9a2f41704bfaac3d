/// Who of several replicas acts, and what only that one does. Start at
/// [io.kspec.operator.leadership.Leadership].
@NullMarked
package io.kspec.operator.leadership;

import org.jspecify.annotations.NullMarked;
