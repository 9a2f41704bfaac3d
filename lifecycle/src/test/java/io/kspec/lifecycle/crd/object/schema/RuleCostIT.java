package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.lifecycle.crd.object.Json;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// A real API server begins to refuse objects for the cost of rules where the count here reaches the limit.
@ApiServer
final class RuleCostIT {
    private static final int MOST_ITEMS = 1_000;
    private static final Percentage TOLERANCE = Percentage.withPercentage(10);

    /// Sizes next to each other, of which the server takes one and refuses the other.
    ///
    /// @param because of the refusal, in its words
    private record Edge(Checked taken, Checked refused, String because) {}

    @Test
    void aRuleEndsWhereTheServerEndsIt(KubernetesClient client, @TestNamespace String namespace) {
        Edge edge = edge(client, namespace, "one-rule", """
                {type: array, maxItems: %d, items: {type: integer},
                 x-kubernetes-validations: [{rule: 'self.all(x, self.all(y, x <= y || y <= x))'}]}
                """);

        assertThat(edge.because()).contains("call cost exceeds limit");
        assertThat((double) edge.taken().cost().dearest()).isCloseTo(RuleCost.MOST_OF_ONE, TOLERANCE);
        assertThat(edge.taken().accepted()).isTrue();
        assertThat(edge.taken().cost().isNear()).isTrue();
        assertThat(edge.refused().accepted()).isFalse();
    }

    @Test
    void allRulesEndWhereTheServerEndsThem(KubernetesClient client, @TestNamespace String namespace) {
        String digits = "[1, 2, 3, 4, 5, 6, 7, 8, 9]";
        String dear = "%1$s.all(x, %1$s.all(y, %1$s.all(z, x + y + z > 0 && self > -1)))".formatted(digits);
        Edge edge = edge(client, namespace, "all-rules", """
                {type: array, maxItems: %%d,
                 items: {type: integer, x-kubernetes-validations: [{rule: '%s'}, {rule: '%s || false'}]}}
                """.formatted(dear, dear));

        assertThat(edge.because()).contains("running out of cost budget");
        assertThat((double) edge.taken().cost().total()).isCloseTo(RuleCost.MOST_OF_ALL, TOLERANCE);
        assertThat(edge.taken().accepted()).isTrue();
        assertThat(edge.taken().cost().isNear()).isTrue();
        assertThat(edge.refused().accepted()).isFalse();
    }

    private static Edge edge(KubernetesClient client, String namespace, String name, String list) {
        var server = new ServerSide(client, namespace, name, false);
        try {
            JsonNode schema = server.serve(
                    Json.object("{type: object, properties: {a: %s}}".formatted(list.formatted(MOST_ITEMS))));
            server.awaitServed();
            int taken = 0;
            int refused = MOST_ITEMS;
            while (refused - taken > 1) {
                int items = (taken + refused) / 2;
                if (server.refusal(object(server, items)).isEmpty()) {
                    taken = items;
                } else {
                    refused = items;
                }
            }
            return new Edge(
                    ours(schema, object(server, taken)),
                    ours(schema, object(server, refused)),
                    server.refusal(object(server, refused)));
        } finally {
            server.remove();
        }
    }

    private static Checked ours(JsonNode schema, ObjectNode object) {
        return Validation.create(CompiledSchema.of(schema), object);
    }

    private static ObjectNode object(ServerSide server, int items) {
        ObjectNode object = server.object("costly");
        ArrayNode list = object.putArray("a");
        for (int item = 0; item < items; item++) {
            list.add(7);
        }
        return object;
    }
}
