/// Sees what an older kspec left in the cluster. Start at [io.kspec.operator.migration.OlderCronJobs].
@NullMarked
package io.kspec.operator.migration;

import org.jspecify.annotations.NullMarked;
