/// `kspec approvals`: what waits for somebody's consent, and the decision. Start at
/// [io.kspec.cli.server.approvals.ApprovalsCommand].
@NullMarked
package io.kspec.cli.server.approvals;

import org.jspecify.annotations.NullMarked;
