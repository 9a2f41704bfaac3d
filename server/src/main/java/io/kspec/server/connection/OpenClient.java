package io.kspec.server.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.Credential;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.call.RequestPace;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A client that is kept open for many users; closed when it was retired and its last user is done.
final class OpenClient {
    /// Purposes remembered as audited; more than that and each counts as new.
    private static final int MOST_PURPOSES = 200;

    private final ClusterCredential credential;
    private final Accepted accepted;
    private final KubernetesClient client;
    private final Optional<Tokens> tokens;
    private final RequestPace pace;
    private volatile Instant looked;
    private final Set<String> purposes = new HashSet<>();
    private int users;
    private boolean retired;

    /// @param looked when its credential was read
    OpenClient(
            ClusterCredential credential,
            Accepted accepted,
            KubernetesClient client,
            Optional<Tokens> tokens,
            RequestPace pace,
            Instant looked) {
        this.credential = credential;
        this.accepted = accepted;
        this.client = client;
        this.tokens = tokens;
        this.pace = pace;
        this.looked = looked;
    }

    ClusterCredential credential() {
        return credential;
    }

    KubernetesClient client() {
        return client;
    }

    RequestPace pace() {
        return pace;
    }

    /// Where and as whom, for programs that sign in by themselves.
    String kubeconfig() {
        return Kubeconfig.text(
                accepted,
                tokens.<Credential>map(kept -> new Credential.Token(kept.text()))
                        .orElseGet(accepted::credential));
    }

    Optional<Tokens> tokens() {
        return tokens;
    }

    /// Whether what is read anew is what it signed in with; that is remembered.
    boolean still(Accepted read, Instant now) {
        boolean same = accepted.equals(read);
        if (same) {
            looked = now;
        }
        return same;
    }

    boolean lookedSince(Instant then) {
        return looked.isAfter(then);
    }

    Optional<Failure> renew(Instant now) {
        return tokens.flatMap(kept -> kept.renew(now));
    }

    /// False when it is retired: then another one is needed.
    synchronized boolean take() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    void giveBack() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            client.close();
        }
    }

    void retire() {
        boolean unused;
        synchronized (this) {
            unused = !retired && users == 0;
            retired = true;
        }
        if (unused) {
            client.close();
        }
    }

    /// Whether it was recorded that the client is used for this.
    synchronized boolean recorded(String what) {
        return purposes.contains(what);
    }

    synchronized void markRecorded(String what) {
        if (purposes.size() >= MOST_PURPOSES) {
            purposes.clear();
        }
        purposes.add(what);
    }
}
