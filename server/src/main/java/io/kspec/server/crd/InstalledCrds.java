package io.kspec.server.crd;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// Who knows which definitions are in which cluster. The feature that checks operators answers.
public interface InstalledCrds {
    /// How a definition is in the clusters that run one of the operators with it, by the cluster's name, as the last
    /// check of the operator saw it.
    List<Installed> of(DSLContext transaction, String crd, Collection<String> operators);

    /// How it is in one cluster, with the names of the API.
    ///
    /// @param installed   whether it is there; empty when that is not known
    /// @param schemaDigest SHA-256 over the schemas of its versions: clusters with equal ones have equal schemas;
    ///     empty where the definition is not, or that is not known
    record Installed(
            String clusterName,
            Optional<Boolean> installed,
            List<String> servedVersions,
            List<String> storedVersions,
            String schemaDigest) {
        public Installed {
            servedVersions = List.copyOf(servedVersions);
            storedVersions = List.copyOf(storedVersions);
        }
    }
}
