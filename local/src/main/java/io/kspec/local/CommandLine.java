package io.kspec.local;

import java.util.ArrayList;
import java.util.List;

/// The arguments each component is started with. Pure: the same setup gives the same words.
final class CommandLine {
    private static final String ETCD_PEERS = "unix://etcd-peers.socket";

    /// etcd insists on addresses of the form host:port to advertise; a single member tells them to nobody.
    private static final String UNUSED = "http://127.0.0.1:2380";

    private CommandLine() {}

    /// The program, by its path, and its arguments.
    static List<String> of(Component component, ClusterSetup setup) {
        List<String> words = new ArrayList<>();
        words.add(setup.binaries().program(component).toString());
        words.addAll(
                switch (component) {
                    case ETCD -> etcd(setup.files());
                    case API_SERVER -> apiServer(setup);
                    case CONTROLLER_MANAGER -> controllerManager(setup);
                    case SCHEDULER -> scheduler(setup.files());
                    case KWOK -> kwok(setup.files());
                });
        return List.copyOf(words);
    }

    private static List<String> etcd(ClusterFiles files) {
        return List.of(
                "--name=local",
                "--data-dir=" + files.etcdData(),
                "--listen-client-urls=" + DataPlace.ofItsOwn().server(),
                "--advertise-client-urls=" + UNUSED,
                "--listen-peer-urls=" + ETCD_PEERS,
                "--initial-advertise-peer-urls=" + UNUSED,
                "--initial-cluster=local=" + UNUSED,
                // the data lives no longer than the process that owns it: surviving a power failure is worth nothing
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    private static List<String> apiServer(ClusterSetup setup) {
        ClusterFiles files = setup.files();
        List<String> words = new ArrayList<>(List.of(
                "--etcd-servers=" + setup.data().server(),
                "--etcd-prefix=" + setup.data().prefix(),
                "--bind-address=127.0.0.1",
                // without it, the address of the default route: there is none on a machine that is offline
                "--advertise-address=127.0.0.1",
                "--secure-port=" + setup.port(),
                "--cert-dir=" + files.certificates(),
                "--token-auth-file=" + files.tokens(),
                "--authorization-mode=Node,RBAC",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + files.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + files.serviceAccountPrivateKey(),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--endpoint-reconciler-type=none",
                "--allow-privileged=true"));
        if (!setup.options().wants(Component.CONTROLLER_MANAGER)) {
            // nobody would make the service accounts, or lift the taints, that these two ask for
            words.add("--disable-admission-plugins=ServiceAccount,TaintNodesByCondition");
        }
        words.addAll(setup.options().apiServerArguments());
        return words;
    }

    private static List<String> controllerManager(ClusterSetup setup) {
        ClusterFiles files = setup.files();
        List<String> words = new ArrayList<>(List.of(
                "--kubeconfig=" + files.kubeconfig(Account.CONTROLLER_MANAGER),
                "--leader-elect=false",
                "--secure-port=0",
                // each controller acts under its own service account, as in the clusters kubeadm makes
                "--use-service-account-credentials=true",
                "--service-account-private-key-file=" + files.serviceAccountPrivateKey(),
                "--root-ca-file=" + files.apiServerCertificate(),
                "--kube-api-qps=500",
                "--kube-api-burst=1000"));
        words.addAll(setup.options().controllerManagerArguments());
        return words;
    }

    private static List<String> scheduler(ClusterFiles files) {
        return List.of(
                "--kubeconfig=" + files.kubeconfig(Account.SCHEDULER),
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
    }

    private static List<String> kwok(ClusterFiles files) {
        return List.of(
                "--kubeconfig=" + files.kubeconfig(Account.KWOK),
                // by label and not all nodes: others may be run by something that really starts their pods
                "--manage-nodes-with-label-selector=" + FakeNodes.LABEL + "=" + FakeNodes.LABEL_VALUE,
                "--node-lease-duration-seconds=40");
    }
}
