package io.kspec.local;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;

/// Brings up one cluster. [#bringUp] is the table of contents; a failed start leaves no process behind.
final class ClusterStart {
    private static final int PORTS_TRIED = 5;
    private static final int NO_PORT = 0;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane plane;
    private final ClusterSetup setup;
    private final ClusterFiles files;
    private final Readiness readiness;
    private final Progress progress;

    private ClusterStart(ControlPlane plane, Duration patience, Progress progress) {
        this.plane = plane;
        this.setup = plane.setup();
        this.files = setup.files();
        this.readiness = new Readiness(plane, patience);
        this.progress = progress;
    }

    /// Starts a cluster, on another port if somebody takes ours in the meantime.
    static LocalKubernetes begin(LocalOptions options, Progress progress, Surroundings surroundings) {
        Binaries binaries = prepare(options, progress, surroundings);
        return begin(_ -> DataPlace.ofItsOwn(), binaries, options, progress, surroundings);
    }

    /// Starts an etcd alone, for several clusters. It is not ready yet: who needs it asks until it is.
    static ControlPlane etcd(LocalOptions options, Progress progress, Surroundings surroundings) {
        Binaries binaries = prepare(options, progress, surroundings);
        ClusterFiles files = ClusterFiles.create(surroundings.clusters(), freshId());
        var plane = new ControlPlane(new ClusterSetup(files, NO_PORT, DataPlace.ofItsOwn(), options, binaries));
        try {
            plane.start(Component.ETCD);
            return plane;
        } catch (LocalKubernetesException failed) {
            plane.abandon();
            throw failed;
        }
    }

    /// Starts a cluster that keeps its data in the etcd of another.
    static LocalKubernetes member(
            ControlPlane etcd, LocalOptions options, Progress progress, Surroundings surroundings) {
        ClusterFiles owner = etcd.setup().files();
        Binaries binaries = etcd.setup().binaries();
        return begin(files -> DataPlace.shared(owner, files), binaries, options, progress, surroundings);
    }

    private static Binaries prepare(LocalOptions options, Progress progress, Surroundings surroundings) {
        Binaries binaries = Binaries.find(options, surroundings, progress).require(options.components());
        Leftovers.remove(surroundings.clusters(), progress);
        return binaries;
    }

    private static LocalKubernetes begin(
            Function<ClusterFiles, DataPlace> place,
            Binaries binaries,
            LocalOptions options,
            Progress progress,
            Surroundings surroundings) {
        Deadline deadline = Deadline.in(options.patience());
        for (int tried = 1; ; tried++) {
            ClusterFiles files = ClusterFiles.create(surroundings.clusters(), freshId());
            ClusterSetup setup = new ClusterSetup(files, FreePorts.one(), place.apply(files), options, binaries);
            try {
                return new ClusterStart(new ControlPlane(setup), deadline.left(), progress).run();
            } catch (PortTakenException taken) {
                if (tried == PORTS_TRIED) {
                    throw taken;
                }
                progress.report("port %d was taken by another process, trying another one".formatted(setup.port()));
            }
        }
    }

    private static String freshId() {
        return "%010x".formatted(RANDOM.nextLong() & 0xff_ffff_ffffL);
    }

    private LocalKubernetes run() {
        try {
            return bringUp();
        } catch (PortTakenException taken) {
            plane.close();
            throw taken;
        } catch (KubernetesClientException refused) {
            plane.abandon();
            throw new LocalKubernetesException(
                    "the new cluster refused a request: %s".formatted(refused.getMessage()),
                    files.logs().toString(),
                    "Read the log of kube-apiserver there.",
                    refused);
        } catch (RuntimeException failed) {
            plane.abandon();
            throw failed;
        }
    }

    private LocalKubernetes bringUp() {
        Tokens tokens = writeSecrets();
        progress.report("starting kube-apiserver at %s".formatted(setup.server()));
        if (setup.data().own()) {
            plane.start(Component.ETCD);
        }
        plane.start(Component.API_SERVER);
        String authority = awaitCertificate();
        Kubeconfig admin = writeKubeconfigs(authority, tokens);
        // made while kube-apiserver still starts: the first client of a JVM takes a second to load
        KubernetesClient client = connect(admin);
        try {
            awaitAnswers(admin);
            populate(client);
        } catch (RuntimeException failed) {
            client.close();
            throw failed;
        }
        progress.report("cluster %s is ready".formatted(files.id()));
        return new LocalKubernetes(plane, admin, client);
    }

    private Tokens writeSecrets() {
        Tokens tokens = Tokens.fresh();
        ServiceAccountKeys keys = ServiceAccountKeys.fresh();
        PrivateFiles.write(files.tokens(), Account.tokenFile(tokens));
        PrivateFiles.write(files.serviceAccountPrivateKey(), keys.privateKey());
        PrivateFiles.write(files.serviceAccountPublicKey(), keys.publicKey());
        return tokens;
    }

    private String awaitCertificate() {
        readiness.await(
                "kube-apiserver made no certificate", Component.API_SERVER, () -> Files.exists(files.apiServerKey()));
        try {
            return Files.readString(files.apiServerCertificate());
        } catch (IOException cause) {
            throw LocalKubernetesException.file(
                    "the API server's certificate could not be read", files.apiServerCertificate(), cause);
        }
    }

    private Kubeconfig writeKubeconfigs(String authority, Tokens tokens) {
        for (Account account : Account.values()) {
            Kubeconfig kubeconfig = new Kubeconfig(setup.server(), authority, account.user(), tokens.of(account));
            PrivateFiles.write(files.kubeconfig(account), kubeconfig.yaml());
        }
        return new Kubeconfig(setup.server(), authority, Account.ADMIN.user(), tokens.of(Account.ADMIN));
    }

    /// Proxies that the environment names are for elsewhere.
    private static KubernetesClient connect(Kubeconfig kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.yaml());
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private void awaitAnswers(Kubeconfig admin) {
        readiness.await("kube-apiserver is not ready", Component.API_SERVER, new ReadyProbe(admin)::isReady);
        plane.startOthers();
        progress.report("kube-apiserver is ready, waiting for controllers and nodes");
    }

    /// Waits for what the controllers make, and makes the nodes meanwhile.
    private void populate(KubernetesClient patient) {
        KubernetesClient client = withoutRetries(patient);
        int nodes = setup.options().fakeNodes();
        FakeNodes.register(client, nodes);
        // the last that the API server makes by itself: it begins with it when it has found itself ready
        readiness.await(
                "service default/kubernetes does not exist",
                Component.API_SERVER,
                () -> client.services()
                                .inNamespace("default")
                                .withName("kubernetes")
                                .get()
                        != null);
        if (setup.options().wants(Component.CONTROLLER_MANAGER)) {
            readiness.await(
                    "service account default/default does not exist",
                    Component.CONTROLLER_MANAGER,
                    () -> client.serviceAccounts()
                                    .inNamespace("default")
                                    .withName("default")
                                    .get()
                            != null);
        }
        if (nodes > 0) {
            readiness.await("the fake nodes are not Ready", Component.KWOK, () -> FakeNodes.areReady(client, nodes));
        }
    }

    /// The client's own retries go on for minutes and know nothing of our deadline.
    private static KubernetesClient withoutRetries(KubernetesClient client) {
        return client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }
}
