package io.kspec.server.cluster;

import io.kspec.core.failure.Failure;
import io.kspec.server.connection.Credentials;
import io.kspec.server.connection.Proof;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import java.util.List;

/// From what a request carries to a kubeconfig that was tried.
final class Kubeconfigs {
    private static final String FIELD = "kubeconfig";

    private Kubeconfigs() {}

    /// Throws [io.kspec.server.web.Refused] (400) with every reason when it cannot be used.
    static Proof.Proven proven(Credentials credentials, String cluster, String base64) {
        return switch (credentials.prove(cluster, base64)) {
            case Proof.Proven proven -> proven;
            case Proof.Refused(List<Failure> why) -> throw refused(why).refused();
        };
    }

    private static Problem refused(List<Failure> why) {
        return new Problem(
                Code.INVALID_KUBECONFIG,
                why.getFirst().sentence(),
                why.stream()
                        .map(failure -> Detail.ofField(FIELD, failure.sentence()))
                        .toList());
    }
}
