package io.kspec.server.crd;

import io.kspec.lifecycle.approval.Approval.Ended;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.server.approval.ApprovalListener;
import io.kspec.server.approval.Request;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jooq.DSLContext;

/// Hears that a breaking change was consented to in a rollout, and stores it with the schemas: the same act seen from
/// two paths.
@Singleton
final class ConsentedCrds implements ApprovalListener {
    private final CrdRepository repository;

    @Inject
    ConsentedCrds(CrdRepository repository) {
        this.repository = repository;
    }

    @Override
    public void decided(DSLContext transaction, Request request) {
        Optional<Ended> ended = request.approval().ended();
        if (request.approval().need().approval() != ApprovalKind.BREAKING_CRD_CHANGE
                || request.state() != ApprovalState.APPROVED
                || ended.isEmpty()) {
            return;
        }
        String by = request.name(ended.get().by());
        for (String name : request.what().crdNames()) {
            repository.named(transaction, name).stream()
                    .filter(crd -> crd.standing().approval() == StoredCrd.Approval.Pending)
                    .filter(crd ->
                            crd.named().operatorName().equals(request.what().operator()))
                    .filter(crd ->
                            crd.named().operatorVersion().equals(request.what().targetVersion()))
                    .forEach(crd -> repository.approve(
                            transaction, crd.id(), by, ended.get().at()));
        }
    }
}
