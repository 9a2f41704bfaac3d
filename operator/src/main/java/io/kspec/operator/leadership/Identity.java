package io.kspec.operator.leadership;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;

/// Who a process is among the replicas: `<pod>_<uid of the pod>_<random>`, and `<host>_<random>` outside of a pod.
/// No name of a pod or host contains an underscore.
///
/// @param holder as the Lease names it; no two processes share one
/// @param container what all processes of the same container of the same pod share, one after the other; empty
///     outside of a pod
record Identity(String holder, Optional<String> container) {
    /// A process that starts now.
    static Identity fresh(LeadershipSettings settings) {
        String random = UUID.randomUUID().toString();
        if (settings.pod().isEmpty()) {
            return new Identity(host() + "_" + random, Optional.empty());
        }
        String container = settings.podUid().isEmpty() ? settings.pod() : settings.pod() + "_" + settings.podUid();
        return new Identity(container + "_" + random, Optional.of(container));
    }

    /// Whether a holder was an earlier process of this container. Such a process has ended: a pod runs one container
    /// of the operator, and the kubelet starts it again only after the process in it is gone.
    boolean followsOn(String earlier) {
        int random = earlier.lastIndexOf('_');
        return !earlier.equals(holder)
                && random > 0
                && container.filter(earlier.substring(0, random)::equals).isPresent();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('_', '-');
        } catch (UnknownHostException nameless) {
            return "unnamed-host";
        }
    }
}
