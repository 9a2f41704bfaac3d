/// Who else writes an object: deployment tools that keep it as their source says, and the fields that each manager
/// owns. Objects in, answers out; pure. Start at [io.kspec.core.ownership.GitOps].
@NullMarked
package io.kspec.core.ownership;

import org.jspecify.annotations.NullMarked;
