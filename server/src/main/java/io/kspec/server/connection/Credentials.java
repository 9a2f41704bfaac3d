package io.kspec.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.KubeconfigInspection;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Kubeconfigs from the moment they are handed over: proven, kept sealed, replaced, erased.
@Singleton
public final class Credentials {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CredentialRepository repository;
    private final Clients clients;
    private final SignIn signIn;
    private final ConnectionSettings settings;
    private final Clock clock;

    @Inject
    Credentials(
            CredentialRepository repository, Clients clients, SignIn signIn, ConnectionSettings settings, Clock clock) {
        this.repository = repository;
        this.clients = clients;
        this.signIn = signIn;
        this.settings = settings;
        this.clock = clock;
    }

    /// Tries a kubeconfig in base64: version and nodes must be readable with it. Nothing is stored.
    public Proof prove(String cluster, String base64) {
        return switch (KubeconfigInspection.ofBase64(base64, signIn.limits())) {
            case KubeconfigInspection.Refused(List<Failure> why) -> new Proof.Refused(why);
            case Accepted accepted -> {
                Reading<Proof.Proven> tried =
                        Deadline.within(settings.registrationDeadline(), cluster, () -> tried(accepted));
                yield switch (tried) {
                    case Reading.Known<Proof.Proven>(Proof.Proven proven) -> proven;
                    case Reading.Unknown<Proof.Proven>(Failure why) -> new Proof.Refused(List.of(why));
                };
            }
        };
    }

    private Reading<Proof.Proven> tried(Accepted accepted) {
        try (KubernetesClient client = clients.client(accepted)) {
            var calls = new ApiCalls(client, PATIENCE);
            return switch (ClusterFacts.read(calls, PATIENCE)) {
                case Reading.Unknown<ClusterFacts>(Failure why) -> new Reading.Unknown<>(why);
                case Reading.Known<ClusterFacts>(ClusterFacts facts) ->
                    new Reading.Known<>(proven(accepted, facts, account(calls)));
            };
        }
    }

    private Proof.Proven proven(Accepted accepted, ClusterFacts facts, Optional<Account> account) {
        Optional<Failure> noToken = account.isEmpty()
                ? Optional.of(new Failure.Malformed(
                        "the kubeconfig is not of a service account",
                        accepted.server().toString(),
                        "Register a kubeconfig of a service account that may create tokens for itself."))
                : account.flatMap(known -> new Tokens(() -> clients.client(accepted), known, settings.tokenLifetime())
                        .renew(clock.instant()));
        List<String> warnings = noToken.stream()
                .map(why -> "No short-lived tokens are granted, so the kubeconfig itself is used until it ends%s: %s"
                        .formatted(accepted.expiresAt().map(end -> " at " + end).orElse(""), why.sentence()))
                .toList();
        return new Proof.Proven(
                Kubeconfig.text(accepted, accepted.credential()),
                accepted.server().toString(),
                noToken.isPresent() ? Optional.empty() : account,
                accepted.expiresAt(),
                facts,
                warnings);
    }

    /// Who the API server says is asking, if it is a service account; servers before 1.28 do not say it.
    private static Optional<Account> account(ApiCalls calls) {
        var review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
        return switch (calls.send(Call.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review))) {
            case Answer.Done done ->
                Account.of(done.json().at("/status/userInfo/username").asText(""));
            case Answer.Refused _ -> Optional.empty();
        };
    }

    /// Keeps the credential of a cluster, instead of the one before.
    public void store(DSLContext transaction, UUID cluster, Proof.Proven proven) {
        repository.store(transaction, cluster, proven);
    }
}
