package io.kspec.kube.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lists of which few objects are expected: definitions, namespaces, pods of one operator. All of it or nothing.
public final class Pages {
    private static final int PAGE = 500;
    private static final int EXPIRED = 410;
    private static final int RESTARTS = 3;

    private final ApiCalls calls;

    public Pages(ApiCalls calls) {
        this.calls = calls;
    }

    /// Every object of a list, as the server sends it: items may lack apiVersion and kind.
    ///
    /// @param path of the list, with or without a query
    public Reading<List<ObjectNode>> list(String path) {
        for (int attempt = 0; ; attempt++) {
            var items = new ArrayList<ObjectNode>();
            if (!(all(path, items) instanceof Answer.Refused refused)) {
                return new Reading.Known<>(items);
            }
            if (refused.code() != EXPIRED || attempt == RESTARTS) {
                return new Reading.Unknown<>(refused.why());
            }
        }
    }

    private Answer all(String path, List<ObjectNode> items) {
        String token = "";
        Answer answer;
        do {
            answer = calls.send(Call.get(page(path, token)));
            if (!(answer instanceof Answer.Done done)) {
                return answer;
            }
            for (JsonNode item : done.json().path("items")) {
                if (item instanceof ObjectNode object) {
                    items.add(object);
                }
            }
            token = done.json().path("metadata").path("continue").asText("");
        } while (!token.isEmpty());
        return answer;
    }

    private static String page(String path, String token) {
        String next = token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return "%s%slimit=%d%s".formatted(path, path.contains("?") ? "&" : "?", PAGE, next);
    }
}
