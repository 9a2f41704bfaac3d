/// How a cluster differs from a specification. Start at [io.kspec.cli.drift.DriftCommand].
@NullMarked
package io.kspec.cli.drift;

import org.jspecify.annotations.NullMarked;
