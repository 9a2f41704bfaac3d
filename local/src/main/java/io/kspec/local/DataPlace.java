package io.kspec.local;

/// Where the API server of a cluster keeps its data.
///
/// @param server address of etcd, as `--etcd-servers` takes it: a socket by its path, relative to the cluster's
///     directory, because socket paths end at 107 characters; both processes run in a cluster's directory
/// @param prefix what all keys of the cluster begin with, such as `/registry`
/// @param own whether the cluster starts and ends this etcd itself
record DataPlace(String server, String prefix, boolean own) {
    /// etcd asks for no password, so it listens on a socket inside the private directory: the directory's
    /// permissions keep others out, and no two clusters can fight for a port.
    static final String SOCKET = "etcd.socket";

    private static final String USUAL_PREFIX = "/registry";

    /// An etcd of the cluster's own.
    static DataPlace ofItsOwn() {
        return new DataPlace("unix://" + SOCKET, USUAL_PREFIX, true);
    }

    /// An etcd that another cluster of this machine runs, where `files` has keys of its own.
    static DataPlace shared(ClusterFiles owner, ClusterFiles files) {
        return new DataPlace("unix://../%s/%s".formatted(owner.id(), SOCKET), "/" + files.id(), false);
    }
}
