package io.kspec.server.rollout.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.kube.traffic.PointedWebhook;
import io.kspec.lifecycle.json.Json;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;

/// What is known of the homes of operators beyond what their clusters say: kept before a cluster is changed by it.
@Singleton
final class ColourStore {
    private final Transactions transactions;

    @Inject
    ColourStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One home of an operator.
    record Key(String operator, String cluster, String namespace) {}

    /// One colour.
    ///
    /// @param heldBack webhook configurations that its release does not own: they are registered with its traffic
    /// @param replicas what its workloads had before they were scaled to none, by `<kind>/<name>`
    /// @param pointed webhooks that were asked here, and are asked at the other colour
    record Colour(List<JsonNode> heldBack, Map<String, Integer> replicas, List<PointedWebhook> pointed) {
        static final Colour PLAIN = new Colour(List.of(), Map.of(), List.of());

        Colour {
            heldBack = List.copyOf(heldBack);
            replicas = Map.copyOf(replicas);
            pointed = List.copyOf(pointed);
        }

        Colour holding(List<JsonNode> objects) {
            return new Colour(objects, replicas, pointed);
        }

        Colour having(Map<String, Integer> counts) {
            return new Colour(heldBack, counts, pointed);
        }

        Colour pointing(List<PointedWebhook> webhooks) {
            return new Colour(heldBack, replicas, webhooks);
        }
    }

    /// A colour of which nothing is kept is a plain one.
    Colour find(Key key) {
        return transactions
                .call(transaction -> transaction
                        .fetchOptional(
                                "select colour from operator_colours"
                                        + " where operator_name = ? and cluster_name = ? and namespace = ?",
                                key.operator(),
                                key.cluster(),
                                key.namespace())
                        .map(row -> row.get(0, JSONB.class)))
                .map(ColourStore::read)
                .orElse(Colour.PLAIN);
    }

    void keep(Key key, Colour colour) {
        transactions.run(transaction -> transaction.execute(
                """
                insert into operator_colours (operator_name, cluster_name, namespace, colour)
                values (?, ?, ?, cast(? as jsonb))
                on conflict (operator_name, cluster_name, namespace) do update set colour = excluded.colour
                """, key.operator(), key.cluster(), key.namespace(), JSONB.valueOf(Json.write(colour))));
    }

    void forget(Key key) {
        transactions.run(transaction -> transaction.execute(
                "delete from operator_colours where operator_name = ? and cluster_name = ? and namespace = ?",
                key.operator(),
                key.cluster(),
                key.namespace()));
    }

    private static Colour read(JSONB stored) {
        try {
            return Json.mapper().readValue(stored.data(), Colour.class);
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException("a colour is stored in a form nobody writes", torn);
        }
    }
}
