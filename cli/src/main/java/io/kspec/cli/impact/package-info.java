/// What a new specification would refuse. Start at [io.kspec.cli.impact.ImpactCommand].
@NullMarked
package io.kspec.cli.impact;

import org.jspecify.annotations.NullMarked;
