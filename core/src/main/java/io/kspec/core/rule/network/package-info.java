/// Rules about network policies and Services. Start at [io.kspec.core.rule.network.NamespacesHaveNetworkPolicies].
@NullMarked
package io.kspec.core.rule.network;

import org.jspecify.annotations.NullMarked;
