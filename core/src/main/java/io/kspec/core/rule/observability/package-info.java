/// Rules about metrics and the audit log. Start at [io.kspec.core.rule.observability.MetricsAreCollected].
@NullMarked
package io.kspec.core.rule.observability;

import org.jspecify.annotations.NullMarked;
