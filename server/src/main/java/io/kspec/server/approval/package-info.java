/// People's consent: asked for, decided once, expired in time, and told to those who wait for it.
///
/// **Reads and writes** `approval` and `approval_vote`; leaves letters with `mail` and entries with `audit`, all in
/// the transaction of the decision. The rules are those of `io.kspec.lifecycle.approval`. Who waits for decisions
/// implements [io.kspec.server.approval.ApprovalListener]. Start with [io.kspec.server.approval.Approvals].
@NullMarked
package io.kspec.server.approval;

import org.jspecify.annotations.NullMarked;
