/// What rules demand, and why. Start at [io.kspec.cli.explain.ExplainCommand].
@NullMarked
package io.kspec.cli.explain;

import org.jspecify.annotations.NullMarked;
