/// A compiled specification: rules with their parameters bound. Start at [io.kspec.core.rulebook.Rulebook].
@NullMarked
package io.kspec.core.rulebook;

import org.jspecify.annotations.NullMarked;
