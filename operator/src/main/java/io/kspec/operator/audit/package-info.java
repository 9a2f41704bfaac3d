/// Who did what that matters for security, one CloudEvent a line. Start at [io.kspec.operator.audit.AuditLog].
@NullMarked
package io.kspec.operator.audit;

import org.jspecify.annotations.NullMarked;
