package io.kspec.server.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Http.Answer;
import java.util.List;
import java.util.UUID;

/// The server's clusters, as a test registers and looks at them. Before each call it forgets how often was called.
public record Fleet(Http http, Transactions transactions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLUSTERS = "/api/v1/clusters";

    public Answer register(String name, String environment, String kubeconfig) {
        ObjectNode body = JSON.createObjectNode();
        body.put("name", name).put("environment", environment).put("kubeconfig", kubeconfig);
        return register(body);
    }

    public Answer register(ObjectNode body) {
        forgetLimits();
        return http.post(CLUSTERS, body.toString());
    }

    public Answer get(String path) {
        forgetLimits();
        return http.get(CLUSTERS + path);
    }

    public Answer change(String name, String body, String... headers) {
        forgetLimits();
        return http.put(CLUSTERS + "/" + name, body, headers);
    }

    public Answer delete(String path) {
        forgetLimits();
        return http.delete(CLUSTERS + "/" + path);
    }

    public UUID id(String name) {
        return UUID.fromString(get("/" + name).json().get("clusterId").asText());
    }

    /// What audit entries say of a cluster, as `event purpose`, the oldest first.
    public List<String> audited(String name) {
        return transactions.call(transaction -> transaction
                .fetch(
                        "select event, metadata::jsonb ->> 'purpose' as purpose from audit_entry"
                                + " where resource_type = 'Cluster' and resource_id = ? order by sequence",
                        name)
                .map(row -> row.get("purpose") == null
                        ? row.get("event", String.class)
                        : row.get("event", String.class) + " for " + row.get("purpose", String.class)));
    }

    /// One number from the database.
    public int count(String sql, Object... values) {
        return transactions.call(
                transaction -> transaction.fetchSingle(sql, values).get(0, Integer.class));
    }

    public void execute(String sql, Object... values) {
        transactions.run(transaction -> transaction.execute(sql, values));
    }

    private void forgetLimits() {
        execute("delete from rate_limit");
    }
}
