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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks webhooks that no write depends on yet, over the API server's own path and with its own verification.
///
/// A copy of each configuration is registered that concerns nothing but objects with a label that only a dry run of
/// kspec has. It stays until it is removed: a look registers it, and later ones ask, once every API server has had the
/// time to load it. Before that a dry run would pass without asking anybody, and a deaf webhook would look well.
public final class Rehearsal {
    private static final String LABEL = "kspec.io/rehearsal";
    private static final String DIGEST = "kspec.io/rehearsal-of";
    private static final String SINCE = "kspec.io/rehearsal-since";
    private static final Duration SETTLED = Duration.ofSeconds(5);
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

    /// One piece of evidence for each webhook; unknown at the first look, which only registers, and for the first five
    /// seconds after it.
    ///
    /// @param configurations of webhooks, as they shall be registered
    /// @param definitions whose custom resources may be tried
    public Reading<List<Evidence>> ask(List<JsonNode> configurations, List<String> definitions, Instant now) {
        List<ObjectNode> copies = configurations.stream().map(this::copy).toList();
        Optional<Failure> unasked = Optional.empty();
        for (ObjectNode copy : copies) {
            Optional<Failure> found = unasked(copy, now);
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

    /// Why it may be that an API server does not know of the copy yet, which is registered if it is not.
    private Optional<Failure> unasked(ObjectNode copy, Instant now) {
        return switch (calls.send(Call.get(path(copy)))) {
            case Answer.Done done ->
                since(done.json())
                        .filter(_ -> annotation(done.json(), DIGEST).equals(annotation(copy, DIGEST)))
                        .map(since -> unsettled(copy, Duration.between(since, now)))
                        .orElseGet(() -> Optional.of(registered(copy, now)));
            case Answer.Refused refused -> Optional.of(refused.notFound() ? registered(copy, now) : refused.why());
        };
    }

    /// A clock that was put back must not keep it unasked.
    private static Optional<Failure> unsettled(ObjectNode copy, Duration registeredFor) {
        return registeredFor.abs().compareTo(SETTLED) < 0 ? Optional.of(tooEarly(copy)) : Optional.empty();
    }

    /// Empty for what somebody else wrote over it.
    private static Optional<Instant> since(JsonNode registered) {
        try {
            return Optional.of(Instant.parse(annotation(registered, SINCE)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Why nothing is known yet.
    private Failure registered(ObjectNode copy, Instant now) {
        copy.withObject("/metadata/annotations").put(SINCE, now.toString());
        return calls.send(Call.apply(path(copy), copy, MANAGER, true, false)) instanceof Answer.Refused refused
                ? refused.why()
                : tooEarly(copy);
    }

    private static Failure tooEarly(ObjectNode copy) {
        return new Failure.Unreachable(
                copy.at("/metadata/name").asText(),
                "it was registered less than %d seconds ago, and is asked at a later look"
                        .formatted(SETTLED.toSeconds()));
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

    private static String annotation(JsonNode copy, String name) {
        return copy.path("metadata").path("annotations").path(name).asText("");
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
