package io.kspec.server.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.KubeconfigInspection;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.access.KubeconfigLimits;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Turns a credential into a client: with minted tokens where the credential may mint them, else with itself.
@Singleton
final class SignIn {
    private static final Logger LOG = Logger.getLogger(SignIn.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clients clients;
    private final ConnectionSettings settings;
    private final Clock clock;

    @Inject
    SignIn(Clients clients, ConnectionSettings settings, Clock clock) {
        this.clients = clients;
        this.settings = settings;
        this.clock = clock;
    }

    /// What is asked of every kubeconfig, whenever it is used: a name that has moved to a local address since it was
    /// registered is refused as well.
    KubeconfigLimits limits() {
        return new KubeconfigLimits(settings.allowLocal(), SignIn::resolve);
    }

    Reading<OpenClient> begin(ClusterCredential credential) {
        return switch (KubeconfigInspection.of(credential.kubeconfig(), limits())) {
            case Accepted accepted -> signedIn(credential, accepted);
            case KubeconfigInspection.Refused(List<Failure> why) -> new Reading.Unknown<>(why.getFirst());
        };
    }

    /// With what was just read from a ClusterTarget. Whose it is, is asked every time: the next one may be of another.
    Reading<OpenClient> begin(CredentialRepository.Stored stored, Accepted accepted) {
        try (KubernetesClient client = clients.client(accepted)) {
            Optional<Account> account = Account.asking(new ApiCalls(client, PATIENCE));
            String kubeconfig = Kubeconfig.text(accepted, accepted.credential());
            return signedIn(
                    new ClusterCredential(
                            stored.cluster(), stored.clusterName(), stored.revision(), kubeconfig, account),
                    accepted);
        }
    }

    private Reading<OpenClient> signedIn(ClusterCredential credential, Accepted accepted) {
        if (credential.account().isEmpty()) {
            return new Reading.Known<>(asItself(credential, accepted));
        }
        var tokens =
                new Tokens(() -> clients.client(accepted), credential.account().get(), settings.tokenLifetime());
        Optional<Failure> refused = tokens.renew(clock.instant());
        if (refused.isEmpty()) {
            KubernetesClient client = clients.client(accepted, tokens::text);
            return new Reading.Known<>(
                    new OpenClient(credential, accepted, client, Optional.of(tokens), pace(), clock.instant()));
        }
        Failure why = refused.get();
        if (why instanceof Failure.Unreachable || why instanceof Failure.Unauthenticated) {
            return new Reading.Unknown<>(why);
        }
        LOG.warnf(
                "Cluster %s grants no short-lived token, its stored credential is used: %s",
                credential.clusterName(), why.sentence());
        return new Reading.Known<>(asItself(credential, accepted));
    }

    private OpenClient asItself(ClusterCredential credential, Accepted accepted) {
        return new OpenClient(
                credential, accepted, clients.client(accepted), Optional.empty(), pace(), clock.instant());
    }

    private RequestPace pace() {
        return new RequestPace(settings.pagesPerSecond());
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
