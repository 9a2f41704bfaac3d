package io.kspec.server.cluster;

import io.kspec.server.web.Demands;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The ClusterTarget that a request names instead of carrying a kubeconfig.
@Schema(
        name = "ClusterTargetReference",
        description = "A ClusterTarget that a registered cluster holds, instead of a kubeconfig. Only the reference is"
                + " stored; object and Secret are read through that cluster whenever the server signs in.")
public record ClusterTargetRequest(
        @Schema(description = "The registered cluster that holds it, by name or id; itself with a kubeconfig.")
        Optional<String> cluster,

        @Schema(description = "Its namespace there.") Optional<String> namespace,
        @Schema(description = "Its name.") Optional<String> name) {
    static final String FIELD = "clusterTarget";
    static final String CLUSTER = FIELD + ".cluster";

    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /// Notes everything that is wrong.
    void check(Demands demands) {
        demands.name(CLUSTER, cluster);
        demands.name(FIELD + ".namespace", namespace);
        demands.text(
                FIELD + ".name",
                name,
                LONGEST,
                NAME,
                "lower-case letters, digits, hyphens and dots, as Kubernetes names objects");
    }
}
