/// Which consents a rollout needs, who may give them, and what exactly they are given to. Start at
/// [io.kspec.lifecycle.approval.Approval].
@NullMarked
package io.kspec.lifecycle.approval;

import org.jspecify.annotations.NullMarked;
