package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.customresource.StoredKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Has the API server ask a webhook, over its own network path and with its own verification: by a change of a custom
/// resource that is tried and not made, or by reading one in a version that it is not stored in.
final class DryRuns {
    private static final Set<String> WITHOUT_EFFECTS = Set.of("None", "NoneOnDryRun");
    private static final int CONVERSION_FAILED_IN_LIST = 429;
    private static final int TIMEOUT = 504;

    private final ApiCalls calls;
    private final Duration patience;
    private final Map<String, String> labels;

    /// What it came to.
    ///
    /// @param saysUntrusted whether the API server does not accept the certificate
    record Reached(boolean reached, Duration took, boolean saysUntrusted) {}

    /// @param patience for one dry run
    /// @param labels that the changed object has
    DryRuns(ApiCalls calls, Duration patience, Map<String, String> labels) {
        this.calls = calls;
        this.patience = patience;
        this.labels = labels;
    }

    /// Empty where a dry run shows nothing: the webhook is not asked about changes of these kinds, there is no
    /// object, or its failures are passed over.
    Optional<Reached> admission(JsonNode webhook, List<ObjectNode> definitions) {
        if (!webhook.path("failurePolicy").asText("Fail").equals("Fail")
                || !WITHOUT_EFFECTS.contains(webhook.path("sideEffects").asText(""))) {
            return Optional.empty();
        }
        return definitions.stream()
                .filter(definition -> asksAbout(webhook, definition))
                .flatMap(definition -> StoredKind.of(definition).stream())
                .flatMap(kind -> object(kind).stream())
                .findFirst()
                .flatMap(path -> tried(path, webhook.path("name").asText("")));
    }

    /// Empty where nothing is converted: there is one version, or no object.
    Optional<Reached> conversion(JsonNode definition) {
        Optional<String> other = definition
                .at("/spec/versions")
                .valueStream()
                .filter(version -> version.path("served").asBoolean(false)
                        && !version.path("storage").asBoolean(false))
                .map(version -> version.path("name").asText(""))
                .findFirst();
        return other.flatMap(version -> {
            String path = "/apis/%s/%s/%s?limit=1"
                    .formatted(
                            definition.at("/spec/group").asText(""),
                            version,
                            definition.at("/spec/names/plural").asText(""));
            return switch (calls.send(Call.get(path))) {
                case Answer.Done done ->
                    done.json().path("items").isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Reached(true, done.took(), false));
                case Answer.Refused refused
                when refused.code() >= 500 || refused.code() == CONVERSION_FAILED_IN_LIST ->
                    Optional.of(new Reached(false, Duration.ZERO, saysUntrusted(refused)));
                case Answer.Refused _ -> Optional.empty();
            };
        });
    }

    private static boolean asksAbout(JsonNode webhook, JsonNode definition) {
        String group = definition.at("/spec/group").asText("");
        String plural = definition.at("/spec/names/plural").asText("");
        return webhook.path("rules")
                .valueStream()
                .anyMatch(rule -> has(rule.path("apiGroups"), group)
                        && has(rule.path("resources"), plural)
                        && has(rule.path("operations"), "UPDATE"));
    }

    private static boolean has(JsonNode list, String wanted) {
        return list.valueStream()
                .map(each -> each.asText(""))
                .anyMatch(each -> each.equals(wanted) || each.equals("*") || each.equals("*/*"));
    }

    /// Where some object of the kind is.
    private Optional<String> object(StoredKind kind) {
        String list = "/apis/%s/%s".formatted(kind.apiVersion(), kind.plural());
        if (!(calls.send(Call.get(list + "?limit=1")) instanceof Answer.Done done)
                || done.json().path("items").isEmpty()) {
            return Optional.empty();
        }
        JsonNode metadata = done.json().at("/items/0/metadata");
        String name = metadata.path("name").asText("");
        return Optional.of(
                kind.namespaced()
                        ? "/apis/%s/namespaces/%s/%s/%s"
                                .formatted(
                                        kind.apiVersion(),
                                        metadata.path("namespace").asText(""),
                                        kind.plural(),
                                        name)
                        : list + "/" + name);
    }

    private Optional<Reached> tried(String path, String webhook) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("metadata").putObject("annotations").put("kspec.io/health-probe", "tried");
        labels.forEach(change.withObject("/metadata/labels")::put);
        Call merge = Call.merge(path, change, "kspec-health");
        Call dryRun = new Call(merge.method(), merge.path() + "&dryRun=All", merge.contentType(), merge.body());
        return switch (calls.within(patience).send(dryRun)) {
            case Answer.Done done -> Optional.of(new Reached(true, done.took(), false));
            case Answer.Refused refused
            when says(refused, "failed calling webhook \"%s\"".formatted(webhook)) ->
                Optional.of(new Reached(false, Duration.ZERO, saysUntrusted(refused)));
            case Answer.Refused refused
            when says(refused, "\"%s\" denied".formatted(webhook)) ->
                Optional.of(new Reached(true, Duration.ZERO, false));
            // The server answered the reading right before: what takes so long is what it asks.
            case Answer.Refused refused
            when refused.silent() || refused.code() == TIMEOUT -> Optional.of(new Reached(false, patience, false));
            case Answer.Refused _ -> Optional.empty();
        };
    }

    private static boolean saysUntrusted(Answer.Refused refused) {
        return says(refused, "x509: ");
    }

    private static boolean says(Answer.Refused refused, String words) {
        return refused.status().path("message").asText("").contains(words);
    }
}
