/// What rules and dashboards ask of the operator's metrics exists.
@NullMarked
package io.kspec.acceptance.monitoring;

import org.jspecify.annotations.NullMarked;
