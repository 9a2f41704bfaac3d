package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/// What those who work in clusters need to know of a rollout beside its machine.
@Singleton
public final class Facts {
    private final Transactions transactions;
    private final RolloutRepository rollouts;
    private final InstallationRepository installations;
    private final SealedValues values;

    @Inject
    Facts(
            Transactions transactions,
            RolloutRepository rollouts,
            InstallationRepository installations,
            SealedValues values) {
        this.transactions = transactions;
        this.rollouts = rollouts;
        this.installations = installations;
        this.values = values;
    }

    /// What the requester asked for.
    ///
    /// @param helmValues overrides; may hold secrets
    /// @param requiresConsent whether somebody else shall look at it in any case
    public record Asked(ObjectNode helmValues, boolean requiresConsent) {
        @Override
        public String toString() {
            return "asked, consent " + requiresConsent;
        }
    }

    /// Empty when the rollout is not stored in a form this server knows, or its values cannot be unsealed.
    public Optional<Asked> asked(Rollout rollout) {
        return transactions.call(transaction -> rollouts.read(transaction, UUID.fromString(rollout.id())))
                        instanceof Stored.Known known
                ? values.open(known.request().sealedValues(), rollout.id())
                        .map(overrides -> new Asked(overrides, known.request().requiresConsent()))
                : Optional.empty();
    }

    /// Where the operator's traffic goes on a cluster; empty when that is its own namespace, or nothing is installed.
    public Optional<String> home(Rollout rollout, String cluster) {
        Place place = new Place(rollout.order().operator(), cluster);
        return transactions.call(transaction ->
                installations.at(transaction, place).flatMap(InstallationRepository.Installation::namespace));
    }

    /// What rollouts installed on a cluster.
    public Optional<Revision> installed(Rollout rollout, String cluster) {
        Place place = new Place(rollout.order().operator(), cluster);
        return transactions.call(
                transaction -> installations.at(transaction, place).map(InstallationRepository.Installation::revision));
    }
}
