/// Rules about network policies. Start at [io.kspec.core.rule.network.NamespacesHaveNetworkPolicies].
@NullMarked
package io.kspec.core.rule.network;

import org.jspecify.annotations.NullMarked;
