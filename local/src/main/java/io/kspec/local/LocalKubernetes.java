package io.kspec.local;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// A real Kubernetes control plane on 127.0.0.1, alive until [#close()].
///
/// ```java
/// try (LocalKubernetes cluster = LocalKubernetes.start(LocalOptions.defaults(), Progress.silent())) {
///     cluster.client().namespaces().list();
/// }
/// ```
/// Once started, the API server is ready and has made what it makes by itself, down to the Service
/// `default/kubernetes`; the service account of namespace `default` exists, and the fake nodes are Ready.
/// Service-backed webhooks and aggregated APIs do not work, because the API server cannot reach cluster addresses
/// from loopback: register webhooks by `url`. Pods on fake nodes become Ready but run nothing; those on the nodes
/// of a [io.kspec.local.kubelet.SmallKubelet] are processes.
///
/// Safe for use by many threads. A cluster dies with its JVM: by a shutdown hook, or, if the JVM was killed, when
/// the next cluster is started on this machine.
public final class LocalKubernetes implements AutoCloseable {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

    private final ControlPlane plane;
    private final Kubeconfig admin;
    private final KubernetesClient client;

    LocalKubernetes(ControlPlane plane, Kubeconfig admin, KubernetesClient client) {
        this.plane = plane;
        this.admin = admin;
        this.client = client;
    }

    /// Starts a cluster and returns when it is ready, normally within five seconds.
    ///
    /// Also removes what killed owners of earlier clusters left behind on this machine.
    ///
    /// @throws LocalKubernetesException if programs are missing, a component ends by itself, or the options'
    ///     patience is exhausted; nothing then keeps running, and the logs stay where the message says until a
    ///     later process starts a cluster
    public static LocalKubernetes start(LocalOptions options, Progress progress) {
        return ClusterStart.begin(options, progress, Surroundings.ofThisProcess());
    }

    /// Ten hexadecimal digits, unique among the clusters of this machine.
    public String id() {
        return plane.setup().files().id();
    }

    /// What it was asked to consist of.
    public LocalOptions options() {
        return plane.setup().options();
    }

    /// Address of the API server, such as `https://127.0.0.1:21034`.
    public URI server() {
        return plane.setup().server();
    }

    /// A kubeconfig file of a user in group `system:masters`, for whom everything is allowed.
    public Path kubeconfig() {
        return plane.setup().files().kubeconfig(Account.ADMIN);
    }

    /// Acts as the same user as [#kubeconfig()]. It belongs to the cluster: do not close it.
    public KubernetesClient client() {
        return client;
    }

    /// The cluster's private directory; gone after [#close()].
    public Path directory() {
        return plane.setup().files().directory();
    }

    /// The directory of the components' logs, one `<program>.log` each.
    public Path logs() {
        return plane.setup().files().logs();
    }

    /// The directory of the programs, `kubectl` and `helm` among them.
    public Path bin() {
        return plane.setup().binaries().directory();
    }

    /// Copies the logs, as they are now, into a directory, which is made if it is missing.
    public void copyLogs(Path target) {
        plane.copyLogs(target);
    }

    /// Ends this process with the cluster, if it still runs then: when the cluster is closed, or, if this JVM was
    /// killed, when the next cluster is started on this machine.
    ///
    /// @param name of the program, without blanks
    public void endsWithIt(Process process, String name) {
        plane.endsWithIt(process, name);
    }

    /// Stops the API server, as an upgrade or a crash would. Does nothing if it is stopped already.
    ///
    /// Controller manager, scheduler and kwok are stopped with it: in a cluster with leader election they end
    /// when the API server is away, and left running they would wait for up to a minute before they ask it again.
    public void stopApiServer() {
        plane.stop(ControlPlane.OTHERS);
        plane.stop(Set.of(Component.API_SERVER));
    }

    /// Ends the API server as `kill -9` does, without a word to its clients, and stops the components that
    /// [#stopApiServer()] stops. Does nothing if it is stopped already.
    public void killApiServer() {
        plane.kill(Component.API_SERVER);
        plane.stop(ControlPlane.OTHERS);
    }

    /// Starts the API server and what was stopped with it, at the same address and with the same data, and
    /// returns when the API server is ready. Does nothing if it is running.
    ///
    /// @throws LocalKubernetesException if a component ends by itself or the API server is not ready in time
    public void startApiServer() {
        plane.start(Component.API_SERVER);
        new Readiness(plane, options().patience())
                .await("kube-apiserver is not ready again", Component.API_SERVER, new ReadyProbe(admin)::isReady);
        if (!plane.isRunning(Component.KWOK)) {
            FakeNodes.release(client);
        }
        plane.startOthers();
    }

    /// Writes a kubeconfig file that acts as a service account, with its rights and no others, for 24 hours.
    ///
    /// @throws LocalKubernetesException if there is no such service account
    public Path kubeconfigFor(String namespace, String serviceAccount) {
        TokenRequest wanted = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_LIFETIME.toSeconds())
                .endSpec()
                .build();
        try {
            TokenRequest granted = client.serviceAccounts()
                    .inNamespace(namespace)
                    .withName(serviceAccount)
                    .tokenRequest(wanted);
            String user = "system:serviceaccount:%s:%s".formatted(namespace, serviceAccount);
            Kubeconfig kubeconfig = new Kubeconfig(
                    server(), admin.authority(), user, granted.getStatus().getToken());
            return PrivateFiles.write(plane.setup().files().kubeconfig(namespace, serviceAccount), kubeconfig.yaml());
        } catch (KubernetesClientException refused) {
            throw new LocalKubernetesException(
                    "no token was granted: %s".formatted(refused.getMessage()),
                    "ServiceAccount %s/%s".formatted(namespace, serviceAccount),
                    "Create the service account first.",
                    refused);
        }
    }

    /// Has something that runs on this cluster ended with it, while the cluster still answers: at [#close()] or at
    /// the end of the JVM. It may be asked to end more than once.
    public void endWithCluster(Runnable end) {
        plane.addGuest(end);
    }

    /// Records a process started for this cluster, so that it is ended with the cluster's own by whoever finds them
    /// after this JVM was killed.
    ///
    /// @param name of the program, without blanks
    /// @throws LocalKubernetesException if it cannot be recorded; end it then, nobody could clean up after it
    public void record(Process process, String name) {
        ProcessLedger.add(directory(), process.pid(), name);
    }

    /// Ends every process, keeps the logs if the options say so, and removes the directory. Closing again does
    /// nothing.
    @Override
    public void close() {
        plane.endGuests();
        client.close();
        plane.close();
    }

    @Override
    public String toString() {
        return "LocalKubernetes[%s at %s]".formatted(id(), server());
    }
}
