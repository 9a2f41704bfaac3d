package io.kspec.local;

/// The parts of a cluster that run as processes of their own, in the order they are started.
public enum Component {
    /// Holds the data. Always there.
    ETCD("etcd"),
    /// Answers the API. Always there.
    API_SERVER("kube-apiserver"),
    /// Runs the built-in controllers: ReplicaSets, service accounts, namespaces, garbage collection.
    CONTROLLER_MANAGER("kube-controller-manager"),
    /// Assigns pods to nodes.
    SCHEDULER("kube-scheduler"),
    /// Plays the kubelets of the fake nodes: their pods become Ready without a container being run.
    KWOK("kwok");

    private final String program;

    Component(String program) {
        this.program = program;
    }

    /// The file name of its program, which also names its log: `kube-apiserver` logs to `kube-apiserver.log`.
    public String program() {
        return program;
    }
}
