package io.kspec.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.access.KubeconfigInspection.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one kubeconfig and notes every reason against it. Used once.
final class KubeconfigReading {
    /// In characters; real ones have some thousands.
    static final int LARGEST = 1024 * 1024;

    private final KubeconfigLimits limits;
    private final List<Failure> reasons = new ArrayList<>();

    KubeconfigReading(KubeconfigLimits limits) {
        this.limits = limits;
    }

    KubeconfigInspection read(String text) {
        if (text.length() > LARGEST) {
            return new Refused(List.of(tooLarge()));
        }
        List<Parsed> parsed = Documents.read("kubeconfig", text);
        if (parsed.size() != 1) {
            return refused("there are %d documents in it".formatted(parsed.size()), "kubeconfig", "Send exactly one.");
        }
        return switch (parsed.getFirst()) {
            case Broken broken -> new Refused(List.of(broken.failure()));
            case Document document when document.json().isObject() -> inspect(document.json());
            case Document _ ->
                refused("this is no object", "kubeconfig", "Send what kubectl config view --raw prints.");
        };
    }

    private KubeconfigInspection inspect(JsonNode config) {
        Optional<JsonNode> context = context(config);
        if (context.isEmpty()) {
            return new Refused(reasons);
        }
        JsonNode chosen = context.get().path("context");
        JsonNode cluster = named(config, "clusters", text(chosen, "cluster"), "cluster");
        JsonNode user = named(config, "users", text(chosen, "user"), "user");
        if (!reasons.isEmpty()) {
            return new Refused(reasons);
        }
        Optional<URI> server = new ServerReading(limits, reasons).server(cluster);
        Optional<String> authority = new ServerReading(limits, reasons).authority(cluster);
        Optional<CredentialReading.Found> credential = new CredentialReading(reasons).of(user);
        return reasons.isEmpty() && server.isPresent() && credential.isPresent()
                ? new Accepted(
                        text(context.get(), "name"),
                        server.get(),
                        authority,
                        credential.get().credential(),
                        credential.get().expiresAt())
                : new Refused(reasons);
    }

    /// The current context; the only one, where none is said to be current.
    private Optional<JsonNode> context(JsonNode config) {
        JsonNode contexts = config.path("contexts");
        String current = text(config, "current-context");
        if (current.isEmpty() && contexts.size() == 1) {
            return Optional.of(contexts.path(0));
        }
        if (current.isEmpty()) {
            note(
                    "there are %d contexts and none is current".formatted(contexts.size()),
                    "current-context",
                    "Choose one with: kubectl config use-context, or send a file with this one alone.");
            return Optional.empty();
        }
        JsonNode found = find(contexts, current);
        if (found.isMissingNode()) {
            note(
                    "no context is called \"%s\"".formatted(current),
                    "current-context",
                    "Name one that stands under contexts.");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private JsonNode named(JsonNode config, String list, String name, String field) {
        JsonNode found = find(config.path(list), name);
        if (found.isMissingNode()) {
            note(
                    "no %s is called \"%s\"".formatted(field, name),
                    list,
                    "Send a file that holds all that its context names.");
        }
        return found.path(field);
    }

    private static JsonNode find(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (text(each, "name").equals(name)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private void note(String what, String where, String remedy) {
        reasons.add(new Failure.Malformed(what, "kubeconfig " + where, remedy));
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    static Failure tooLarge() {
        return new Failure.Malformed(
                "the kubeconfig has more than %,d characters".formatted(LARGEST),
                "kubeconfig",
                "Send a file with one context: kubectl config view --raw --minify.");
    }

    private static KubeconfigInspection refused(String what, String where, String remedy) {
        return new Refused(List.of(new Failure.Malformed(what, where, remedy)));
    }
}
