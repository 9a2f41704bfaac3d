/// Rules about the Pod Security Standards. Start at
/// [io.kspec.core.rule.podsecurity.NamespacesCarryPodSecurityLabels].
@NullMarked
package io.kspec.core.rule.podsecurity;

import org.jspecify.annotations.NullMarked;
