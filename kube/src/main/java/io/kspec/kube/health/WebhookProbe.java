package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Pages;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks every webhook of an operator: admission by a dry run where that shows anything, else by its endpoint.
final class WebhookProbe {
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";

    private final ApiCalls calls;
    private final DryRuns dryRuns;
    private final Endpoints endpoints;

    WebhookProbe(ApiCalls calls, UrlWebhooks urls, Duration patience) {
        this.calls = calls;
        // A webhook that never answers has to be seen before the whole probe is late.
        this.dryRuns = new DryRuns(calls, patience.multipliedBy(2).dividedBy(3), Map.of());
        this.endpoints = new Endpoints(calls, urls, patience);
    }

    /// One piece of evidence for each webhook; none where the operator has none.
    List<Evidence> probe(ProbedOperator operator) {
        var evidence = new ArrayList<Evidence>();
        List<ObjectNode> definitions = definitions(operator.definitions(), evidence);
        for (JsonNode configuration : configurations(operator, evidence)) {
            for (JsonNode webhook : configuration.path("webhooks")) {
                evidence.add(admission(webhook, definitions));
            }
        }
        definitions.stream()
                .filter(definition ->
                        definition.at("/spec/conversion/strategy").asText("").equals("Webhook"))
                .map(this::conversion)
                .forEach(evidence::add);
        return evidence;
    }

    private Evidence admission(JsonNode webhook, List<ObjectNode> definitions) {
        JsonNode config = webhook.path("clientConfig");
        return dryRuns.admission(webhook, definitions)
                .map(reached -> evidence(calls, config, reached))
                .orElseGet(() -> endpoints.ask(config, Reviews.admission()));
    }

    private Evidence conversion(ObjectNode definition) {
        JsonNode config = definition.at("/spec/conversion/webhook/clientConfig");
        return dryRuns.conversion(definition)
                .map(reached -> evidence(calls, config, reached))
                .orElseGet(() -> endpoints.ask(config, Reviews.conversion(definition)));
    }

    /// The API server itself has verified whom it asked, and says so when it could not.
    static Evidence evidence(ApiCalls calls, JsonNode config, DryRuns.Reached reached) {
        ServingCertificates certificates = new ServingCertificates(calls);
        return new Evidence.Webhook(
                Endpoints.address(config),
                reached.reached(),
                reached.took(),
                !reached.saysUntrusted(),
                certificates.expiry(config));
    }

    private List<ObjectNode> definitions(List<String> names, List<Evidence> evidence) {
        var found = new ArrayList<ObjectNode>();
        for (String name : names) {
            switch (new Definitions(calls).read(name)) {
                case Reading.Known<Optional<ObjectNode>> known -> known.value().ifPresent(found::add);
                case Reading.Unknown<Optional<ObjectNode>> unknown ->
                    evidence.add(new Evidence.Unread(Part.WEBHOOK, unknown.why().sentence()));
            }
        }
        return found;
    }

    private Iterable<JsonNode> configurations(ProbedOperator operator, List<Evidence> evidence) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        read("validatingwebhookconfigurations", operator.validating(), operator.webhookLabels(), found, evidence);
        read("mutatingwebhookconfigurations", operator.mutating(), operator.webhookLabels(), found, evidence);
        return found.values();
    }

    private void read(
            String plural,
            List<String> names,
            Optional<String> labels,
            Map<String, JsonNode> found,
            List<Evidence> evidence) {
        for (String name : names) {
            switch (calls.send(Call.get(ADMISSION + plural + "/" + name))) {
                case Answer.Done done -> found.put(plural + name, done.json());
                case Answer.Refused refused ->
                    evidence.add(new Evidence.Unread(Part.WEBHOOK, refused.why().sentence()));
            }
        }
        labels.ifPresent(selector -> {
            String path = ADMISSION + plural + "?labelSelector=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
            switch (new Pages(calls).list(path)) {
                case Reading.Known<List<ObjectNode>> known ->
                    known.value()
                            .forEach(object -> found.put(
                                    plural + object.at("/metadata/name").asText(""), object));
                case Reading.Unknown<List<ObjectNode>> unknown ->
                    evidence.add(new Evidence.Unread(Part.WEBHOOK, unknown.why().sentence()));
            }
        });
    }
}
