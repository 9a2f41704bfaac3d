package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.write.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The one webhook configuration of a cluster, computed from all specifications. Pure.
///
/// Workloads are asked about under one entry: `enforce` (failure policy Fail) as soon as any specification fails
/// closed, else `observe` (Ignore). A second entry judges kspec's own kinds and never blocks: what it cannot say
/// while kspec is away, the condition `Ready` says afterwards.
final class Registration {
    static final String NAME = "kspec-validating-webhook";
    private static final int OWN_KINDS_TIMEOUT_SECONDS = 5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GuardSettings settings;
    private final String caBundle;

    Registration(GuardSettings settings, String caBundle) {
        this.settings = settings;
        this.caBundle = caBundle;
    }

    static GuardId id() {
        return new GuardId(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION, NAME);
    }

    Guard of(List<Rulebook> rulebooks) {
        List<Rulebook> asking = rulebooks.stream()
                .filter(rulebook -> rulebook.enforcement().webhook())
                .toList();
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION.apiVersion());
        object.put("kind", ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", NAME);
        metadata.putObject("labels")
                .put("app.kubernetes.io/managed-by", "kspec")
                .put("kspec.io/component", "webhook");
        ArrayNode webhooks = object.putArray("webhooks");
        workloads(asking).ifPresent(webhooks::add);
        webhooks.add(ownKinds());
        return new Guard(
                id(),
                object,
                asking.stream().map(Rulebook::specification).toList(),
                asking.isEmpty()
                        || asking.stream()
                                .anyMatch(rulebook -> rulebook.enforcement().repair()));
    }

    private Optional<ObjectNode> workloads(List<Rulebook> asking) {
        if (asking.isEmpty()) {
            return Optional.empty();
        }
        boolean closed = asking.stream().map(Rulebook::enforcement).anyMatch(Registration::failsClosed);
        int timeout = asking.stream()
                .map(Rulebook::enforcement)
                .mapToInt(Enforcement::timeoutSeconds)
                .min()
                .orElseThrow();
        ObjectNode entry = entry(closed ? "enforce.kspec.io" : "observe.kspec.io", "/validate", closed, timeout);
        ObjectNode notExempt = entry.putObject("namespaceSelector")
                .putArray("matchExpressions")
                .addObject();
        notExempt.put("key", "kubernetes.io/metadata.name").put("operator", "NotIn");
        ArrayNode exempt = notExempt.putArray("values");
        exempt().forEach(exempt::add);
        ArrayNode rules = entry.putArray("rules");
        for (WorkloadKind kind : WorkloadKind.values()) {
            rule(rules, kind.group(), kind.plural(), "CREATE", "UPDATE");
        }
        rule(rules, "", "pods/ephemeralcontainers", "UPDATE");
        rule(rules, "", "pods/resize", "UPDATE");
        entry.putArray("matchConditions")
                .addObject()
                .put("name", "not-being-deleted")
                .put("expression", "!has(object.metadata.deletionTimestamp)");
        return Optional.of(entry);
    }

    /// Everything that admission leaves alone, in a stable order.
    SortedSet<String> exempt() {
        var exempt = new TreeSet<>(settings.exemptNamespaces());
        exempt.add("kube-system");
        exempt.add(settings.namespace());
        return exempt;
    }

    private ObjectNode ownKinds() {
        ObjectNode entry =
                entry("specifications.kspec.io", "/validate-specification", false, OWN_KINDS_TIMEOUT_SECONDS);
        ArrayNode rules = entry.putArray("rules");
        for (String plural : List.of("clusterspecifications", "clustertargets", "policytemplates")) {
            rule(rules, "kspec.io", plural, "CREATE", "UPDATE");
        }
        return entry;
    }

    private ObjectNode entry(String name, String path, boolean closed, int timeoutSeconds) {
        ObjectNode entry = JSON.objectNode().put("name", name);
        ObjectNode client = entry.putObject("clientConfig");
        settings.webhookUrl().ifPresentOrElse(url -> client.put("url", url + path), () -> client.putObject("service")
                .put("name", "kspec-webhook-service")
                .put("namespace", settings.namespace())
                .put("port", 443)
                .put("path", path));
        client.put("caBundle", Base64.getEncoder().encodeToString(caBundle.getBytes(StandardCharsets.US_ASCII)));
        entry.put("failurePolicy", closed ? "Fail" : "Ignore");
        entry.put("matchPolicy", "Equivalent");
        entry.put("sideEffects", "None");
        entry.put("timeoutSeconds", timeoutSeconds);
        entry.putArray("admissionReviewVersions").add("v1");
        return entry;
    }

    private static boolean failsClosed(Enforcement enforcement) {
        return enforcement.failurePolicy() == FailurePolicy.FAIL;
    }

    private static void rule(ArrayNode rules, String group, String resource, String... operations) {
        ObjectNode rule = rules.addObject();
        rule.putArray("apiGroups").add(group);
        rule.putArray("apiVersions").add("*");
        rule.putArray("resources").add(resource);
        ArrayNode list = rule.putArray("operations");
        for (String operation : operations) {
            list.add(operation);
        }
    }
}
