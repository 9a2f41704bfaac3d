package io.kspec.server.cluster;

import io.kspec.core.failure.Failure;
import io.kspec.server.audit.Actor;
import io.kspec.server.connection.Credentials;
import io.kspec.server.connection.Offer;
import io.kspec.server.connection.Proof;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// From what a request offers to sign in with, a kubeconfig or a ClusterTarget, to a credential that was tried.
@Singleton
final class Offers {
    private final Credentials credentials;
    private final Holders holders;

    @Inject
    Offers(Credentials credentials, Holders holders) {
        this.credentials = credentials;
        this.holders = holders;
    }

    /// Empty when it offers neither.
    Optional<Offer> read(
            DSLContext transaction, String name, Optional<String> kubeconfig, Optional<ClusterTargetRequest> target) {
        return kubeconfig
                .<Offer>map(Offer.Posted::new)
                .or(() -> target.map(wanted -> new Offer.ByTarget(holders.reference(transaction, name, wanted))));
    }

    /// Throws [io.kspec.server.web.Refused] (400) with every reason when it cannot be used.
    Proof.Proven proven(UUID id, String cluster, Offer offer, Actor actor) {
        String field =
                switch (offer) {
                    case Offer.Posted _ -> "kubeconfig";
                    case Offer.ByTarget _ -> ClusterTargetRequest.FIELD;
                };
        return switch (credentials.prove(id, cluster, offer, actor)) {
            case Proof.Proven proven -> proven;
            case Proof.Refused(List<Failure> why) -> throw refused(field, why).refused();
        };
    }

    private static Problem refused(String field, List<Failure> why) {
        return new Problem(
                Code.INVALID_KUBECONFIG,
                why.getFirst().sentence(),
                why.stream()
                        .map(failure -> Detail.ofField(field, failure.sentence()))
                        .toList());
    }

    /// Before the rows of its cluster are written: sees to it that a target still has a holder, and will have.
    void lock(DSLContext transaction, String name, Proof.Proven proven) {
        proven.target().ifPresent(target -> holders.lock(transaction, name, target));
    }

    void store(DSLContext transaction, UUID cluster, Proof.Proven proven) {
        credentials.store(transaction, cluster, proven);
    }
}
