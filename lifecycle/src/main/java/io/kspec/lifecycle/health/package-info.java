/// What evidence from a cluster says about an operator's health, and about the cluster's and the fleet's. Reads
/// evidence records, answers readings. Start at [io.kspec.lifecycle.health.OperatorJudgement].
@NullMarked
package io.kspec.lifecycle.health;

import org.jspecify.annotations.NullMarked;
