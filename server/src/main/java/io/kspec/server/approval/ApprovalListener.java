package io.kspec.server.approval;

import org.jooq.DSLContext;

/// Somebody who waits for decisions; every bean that implements it is told.
@FunctionalInterface
public interface ApprovalListener {
    /// A request became Approved, Rejected or Expired, which [Request#state] says; its end is in
    /// [io.kspec.lifecycle.approval.Approval#ended]. Called in the transaction of the decision, while its row is
    /// locked: leave a message with the transaction, and lock nothing that waits for a request.
    ///
    /// The same decision may be told again; one for an older digest is told only before it is asked anew.
    void decided(DSLContext transaction, Request request);
}
