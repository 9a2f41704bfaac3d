package io.kspec.server.health;

import io.kspec.lifecycle.health.Evidence;
import io.kspec.server.crd.InstalledCrds;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/// Tells the registry of definitions what the last checks saw of them.
@Singleton
final class DefinitionsInClusters implements InstalledCrds {
    @Override
    public List<Installed> of(DSLContext transaction, String crd, Collection<String> operators) {
        return transaction
                .fetch("""
                        select distinct on (c.name) c.name as cluster_name,
                            jsonb_path_query_first(d.seen, '$.evidence[*] ? (@.kind == "Crds")') as crds
                        from operator_places p join deployed_operators d using (cluster_id, operator_name)
                            join clusters c on c.id = p.cluster_id
                        where p.operator_name = any(cast(? as text[])) and c.deleted_at is null
                            and jsonb_exists(d.probed->'definitions', cast(? as text))
                        order by c.name, d.last_checked_at desc nulls last
                        """, operators.toArray(String[]::new), crd)
                .map(row -> installed(
                        row.get("cluster_name", String.class),
                        crd,
                        Optional.ofNullable(row.get("crds", JSONB.class))
                                .map(seen -> JsonColumns.read(seen, Evidence.Crds.class))));
    }

    private static Installed installed(String cluster, String crd, Optional<Evidence.Crds> seen) {
        return seen.flatMap(crds -> crds.named(crd))
                .map(found ->
                        new Installed(cluster, Optional.of(true), found.served(), found.stored(), found.schemaDigest()))
                .orElseGet(() -> new Installed(cluster, seen.map(_ -> false), List.of(), List.of(), ""));
    }
}
