package io.kspec.server.rollout;

import static org.jooq.impl.DSL.val;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Rollout;
import org.jooq.DSLContext;

/// Consents that are asked for, as rows.
final class TableConsents implements Consents {
    @Override
    public void ask(DSLContext transaction, Rollout rollout, ApprovalKind kind, String digest) {
        transaction.execute(
                "insert into double_consents values ({0}, {1}, {2}, 'Pending') on conflict do nothing",
                val(rollout.id()), val(kind.name()), val(digest));
    }

    @Override
    public void withdraw(DSLContext transaction, Rollout rollout, String reason) {
        transaction.execute(
                "update double_consents set state = 'Cancelled' where rollout = {0} and state = 'Pending'",
                val(rollout.id()));
    }
}
