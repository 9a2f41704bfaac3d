/// DevOpsPolicy: a namespace's own demands on its running pods, its penalties and its health score. Pods in, a status
/// out; pure, with the time as an argument. Start at [io.kspec.core.devops.PolicyEvaluation].
@NullMarked
package io.kspec.core.devops;

import org.jspecify.annotations.NullMarked;
