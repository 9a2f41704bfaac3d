/// Rules about the Pod Security Standards: the labels of namespaces, and every check by itself. Start at
/// [io.kspec.core.rule.podsecurity.NamespacesCarryPodSecurityLabels] and
/// [io.kspec.core.rule.podsecurity.PodSecurityRule].
@NullMarked
package io.kspec.core.rule.podsecurity;

import org.jspecify.annotations.NullMarked;
