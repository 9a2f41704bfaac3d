package io.kspec.server.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.KubeconfigInspection;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.call.ApiCalls;
import io.kspec.server.audit.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;

/// Kubeconfigs from the moment they are handed over: proven, kept sealed, replaced, erased.
@Singleton
public final class Credentials {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CredentialRepository repository;
    private final Clients clients;
    private final SignIn signIn;
    private final Connections connections;
    private final ConnectionSettings settings;
    private final Clock clock;

    @Inject
    Credentials(
            CredentialRepository repository,
            Clients clients,
            SignIn signIn,
            Connections connections,
            ConnectionSettings settings,
            Clock clock) {
        this.repository = repository;
        this.clients = clients;
        this.signIn = signIn;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a kubeconfig was good for.
    ///
    /// @param noToken why no short-lived tokens are granted with it
    private record Tried(
            Accepted accepted,
            ClusterFacts facts,
            Optional<Account> account,
            Optional<Failure> noToken,
            Optional<TargetReference> target) {}

    /// Tries a kubeconfig in base64, or that of a ClusterTarget: version and nodes must be readable with it. Nothing
    /// is stored. Asks the cluster and, for the keys, maybe Vault: call it outside of transactions.
    ///
    /// @param id    of the cluster, for which alone it is sealed
    /// @param actor who wants it, for the record of reading the target
    public Proof prove(UUID id, String cluster, Offer offer, Actor actor) {
        return switch (offer) {
            case Offer.Posted(String base64) ->
                switch (KubeconfigInspection.ofBase64(base64, signIn.limits())) {
                    case KubeconfigInspection.Refused(List<Failure> why) -> new Proof.Refused(why);
                    case Accepted accepted -> proof(id, timed(cluster, () -> tried(accepted, Optional.empty())));
                };
            case Offer.ByTarget(TargetReference target) ->
                proof(id, timed(cluster, () -> {
                    var purpose = new Purpose("registration of cluster " + cluster, actor);
                    return switch (connections.read(target, purpose)) {
                        case Reading.Unknown<Accepted>(Failure why) -> new Reading.Unknown<>(why);
                        case Reading.Known<Accepted>(Accepted accepted) -> tried(accepted, Optional.of(target));
                    };
                }));
        };
    }

    private Reading<Tried> timed(String cluster, Callable<Reading<Tried>> trial) {
        return Deadline.within(settings.registrationDeadline(), cluster, trial);
    }

    private Reading<Tried> tried(Accepted accepted, Optional<TargetReference> target) {
        try (KubernetesClient client = clients.client(accepted)) {
            var calls = new ApiCalls(client, PATIENCE);
            return switch (ClusterFacts.read(calls, PATIENCE)) {
                case Reading.Unknown<ClusterFacts>(Failure why) -> new Reading.Unknown<>(why);
                case Reading.Known<ClusterFacts>(ClusterFacts facts) ->
                    new Reading.Known<>(tried(accepted, facts, Account.asking(calls), target));
            };
        }
    }

    private Tried tried(
            Accepted accepted, ClusterFacts facts, Optional<Account> account, Optional<TargetReference> target) {
        Optional<Failure> noToken = account.isEmpty()
                ? Optional.of(new Failure.Malformed(
                        "the kubeconfig is not of a service account",
                        accepted.server().toString(),
                        "Register a kubeconfig of a service account that may create tokens for itself."))
                : account.flatMap(known -> new Tokens(() -> clients.client(accepted), known, settings.tokenLifetime())
                        .renew(clock.instant()));
        return new Tried(accepted, facts, account, noToken, target);
    }

    private Proof proof(UUID id, Reading<Tried> trial) {
        return switch (trial) {
            case Reading.Unknown<Tried>(Failure why) -> new Proof.Refused(List.of(why));
            case Reading.Known<Tried>(Tried tried) -> proven(id, tried);
        };
    }

    private Proof.Proven proven(UUID id, Tried tried) {
        Accepted accepted = tried.accepted();
        List<String> warnings = tried.noToken().stream()
                .map(why -> "No short-lived tokens are granted, so the kubeconfig itself is used until it ends%s: %s"
                        .formatted(accepted.expiresAt().map(end -> " at " + end).orElse(""), why.sentence()))
                .toList();
        Kept kept = tried.target()
                .<Kept>map(Kept.ByTarget::new)
                .orElseGet(() -> new Kept.Own(
                        repository.seal(id, Kubeconfig.text(accepted, accepted.credential())),
                        tried.noToken().isPresent() ? Optional.empty() : tried.account(),
                        accepted.expiresAt()));
        return new Proof.Proven(kept, accepted.server().toString(), tried.facts(), warnings);
    }

    /// Keeps the credential that was proven for that cluster, instead of the one before.
    public void store(DSLContext transaction, UUID cluster, Proof.Proven proven) {
        repository.store(transaction, cluster, proven);
    }
}
