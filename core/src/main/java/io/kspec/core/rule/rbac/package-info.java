/// Rules about roles, bindings and service accounts. Start at
/// [io.kspec.core.rule.rbac.ClusterAdminIsBoundToNobody].
@NullMarked
package io.kspec.core.rule.rbac;

import org.jspecify.annotations.NullMarked;
