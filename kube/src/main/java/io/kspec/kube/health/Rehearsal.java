package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.definition.Definitions;
import io.kspec.kube.write.ObjectKind;
import io.kspec.lifecycle.health.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks webhooks that no write depends on yet, over the API server's own path and with its own verification.
///
/// A copy of each configuration is registered that concerns nothing but objects with a label that only a dry run of
/// kspec has. It stays until it is removed: a look registers, the next one asks, when the API server knows of it.
public final class Rehearsal {
    private static final String LABEL = "kspec.io/rehearsal";
    private static final String DIGEST = "kspec.io/rehearsal-of";
    private static final String MANAGER = "kspec-rehearsal";
    private static final String PREFIX = "rehearsal.";

    private final ApiCalls calls;
    private final String colour;
    private final DryRuns dryRuns;
    private final Endpoints endpoints;

    /// @param colour what tells this rehearsal from others, such as a namespace: the value of a label
    /// @param patience for each webhook
    public Rehearsal(ApiCalls calls, String colour, Duration patience) {
        this.calls = calls.within(patience);
        this.colour = colour;
        this.dryRuns = new DryRuns(calls, patience, Map.of(LABEL, colour));
        this.endpoints = new Endpoints(this.calls, UrlWebhooks.NOT_ASKED, patience);
    }

    /// One piece of evidence for each webhook; unknown at the first look, which only registers.
    ///
    /// @param configurations of webhooks, as they shall be registered
    /// @param definitions whose custom resources may be tried
    public Reading<List<Evidence>> ask(List<JsonNode> configurations, List<String> definitions) {
        List<ObjectNode> copies = configurations.stream().map(this::copy).toList();
        Optional<Failure> unasked = Optional.empty();
        for (ObjectNode copy : copies) {
            Optional<Failure> found = unasked(copy);
            unasked = unasked.or(() -> found);
        }
        List<ObjectNode> live = definitions(definitions);
        return unasked.<Reading<List<Evidence>>>map(Reading.Unknown::new)
                .orElseGet(() -> new Reading.Known<>(copies.stream()
                        .flatMap(copy -> copy.path("webhooks").valueStream())
                        .map(webhook -> ask(webhook, live))
                        .toList()));
    }

    private Evidence ask(JsonNode webhook, List<ObjectNode> definitions) {
        JsonNode config = webhook.path("clientConfig");
        return dryRuns.admission(webhook, definitions)
                .map(reached -> WebhookProbe.evidence(calls, config, reached))
                .orElseGet(() -> endpoints.ask(config, Reviews.admission()));
    }

    private List<ObjectNode> definitions(List<String> names) {
        return names.stream()
                .flatMap(name -> new Definitions(calls).read(name)
                                instanceof Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found)
                        ? found.stream()
                        : Stream.empty())
                .toList();
    }

    /// Why the API server does not know of the copy yet, which is registered then.
    private Optional<Failure> unasked(ObjectNode copy) {
        return switch (calls.send(Call.get(path(copy)))) {
            case Answer.Done done ->
                digest(done.json()).equals(digest(copy)) ? Optional.empty() : Optional.of(registered(copy));
            case Answer.Refused refused -> Optional.of(refused.notFound() ? registered(copy) : refused.why());
        };
    }

    /// Why nothing is known yet.
    private Failure registered(ObjectNode copy) {
        return calls.send(Call.apply(path(copy), copy, MANAGER, true, false)) instanceof Answer.Refused refused
                ? refused.why()
                : new Failure.Unreachable(
                        copy.at("/metadata/name").asText(), "it is registered only now, and asked at the next look");
    }

    /// Ends it; done again it does no harm.
    ///
    /// @param configurations as they were given to [#ask]
    /// @return the first failure
    public Optional<Failure> remove(List<JsonNode> configurations) {
        return configurations.stream()
                .map(configuration ->
                        calls.send(Call.delete(path(configuration), JsonNodeFactory.instance.objectNode())))
                .filter(answer -> answer instanceof Answer.Refused refused && !refused.notFound())
                .map(answer -> ((Answer.Refused) answer).why())
                .findFirst();
    }

    /// Whatever else the webhook selects by would keep the dry run from it.
    private ObjectNode copy(JsonNode configuration) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.set("apiVersion", configuration.path("apiVersion"));
        copy.set("kind", configuration.path("kind"));
        for (JsonNode webhook : configuration.path("webhooks")) {
            ObjectNode rehearsed = webhook.deepCopy();
            rehearsed.put("name", PREFIX + webhook.path("name").asText());
            rehearsed.remove(List.of("namespaceSelector", "matchConditions"));
            rehearsed.putObject("objectSelector").putObject("matchLabels").put(LABEL, colour);
            copy.withArray("/webhooks").add(rehearsed);
        }
        copy.putObject("metadata")
                .put("name", name(configuration))
                .putObject("annotations")
                .put(DIGEST, Sha256.of(copy.path("webhooks").toString()));
        return copy;
    }

    private static String digest(JsonNode copy) {
        return copy.path("metadata").path("annotations").path(DIGEST).asText("");
    }

    private static String name(JsonNode configuration) {
        String name = configuration.at("/metadata/name").asText();
        return name.startsWith(PREFIX) ? name : PREFIX + name;
    }

    private static String path(JsonNode configuration) {
        ObjectKind kind = configuration.path("kind").asText().equals("MutatingWebhookConfiguration")
                ? ObjectKind.MUTATING_WEBHOOK_CONFIGURATION
                : ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION;
        return "/apis/%s/%s/%s".formatted(kind.apiVersion(), kind.plural(), name(configuration));
    }
}
