/// Rules about pods, wherever they hang. Start at
/// [io.kspec.core.rule.workloads.ContainerFieldIsSet].
@NullMarked
package io.kspec.core.rule.workloads;

import org.jspecify.annotations.NullMarked;
