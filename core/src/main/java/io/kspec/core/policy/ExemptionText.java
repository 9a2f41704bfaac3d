package io.kspec.core.policy;

import io.kspec.core.exemption.Exemption;
import io.kspec.core.rule.CelText;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.subject.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whom an exemption pardons, as CEL; the same answer as [Exemption#names] gives about a
/// [io.kspec.core.exemption.Petitioner].
final class ExemptionText {
    private static final String NAMESPACE = "object.metadata.namespace";
    private static final String ALWAYS = "true";

    /// The object and whoever controls it. A name that is still to be generated is known by its beginning.
    private static final String IDENTITIES =
            "([{'kind': object.kind, 'name': object.metadata.?name.or(object.metadata.?generateName).orValue('')}]"
                    + " + object.metadata.?ownerReferences.orValue([]).filter(o, o.?controller.orValue(false))"
                    + ".map(o, {'kind': o.kind, 'name': o.name}))";

    /// What a Deployment gives its ReplicaSets and their pods.
    private static final String HASH = "object.metadata.?labels[?'pod-template-hash'].orValue('')";

    private ExemptionText() {}

    /// An expression that is true for what is pardoned; empty when everything is.
    static Optional<String> pardoned(Exemption exemption) {
        var all = new ArrayList<String>();
        if (!exemption.namespaces().isEmpty()) {
            all.add(NameText.any(NAMESPACE, exemption.namespaces()));
        }
        if (!exemption.resources().isEmpty()) {
            all.add(resources(exemption.resources()));
        }
        String expression = every(all);
        return Optional.of(expression).filter(text -> !text.equals(ALWAYS));
    }

    private static String resources(List<Exemption.Named> resources) {
        List<String> choices =
                resources.stream().map(ExemptionText::named).distinct().toList();
        if (choices.contains(ALWAYS)) {
            return ALWAYS;
        }
        String any = choices.stream().map(choice -> "(" + choice + ")").collect(Collectors.joining(" || "));
        return any.contains("i.name") || any.contains("i.kind") ? "%s.exists(i, %s)".formatted(IDENTITIES, any) : any;
    }

    /// About one identity `i`.
    private static String named(Exemption.Named resource) {
        var all = new ArrayList<String>();
        resource.namespace().ifPresent(namespace -> all.add("%s == %s".formatted(NAMESPACE, CelText.of(namespace))));
        new TreeMap<>(resource.labels())
                .forEach((key, value) -> all.add("object.metadata.?labels[?%s] == optional.of(%s)"
                        .formatted(CelText.of(key), CelText.of(value))));
        if (resource.kind().isPresent() || !NameText.fitsAll(resource.name())) {
            all.add(identity(resource.kind(), resource.name()));
        }
        return every(all);
    }

    /// By its own kind and name, or by the Deployment or CronJob that the name gives away.
    private static String identity(Optional<String> kind, Wildcard name) {
        var choices = new ArrayList<String>();
        choices.add(
                kind.map(one -> every(List.of("i.kind == " + CelText.of(one), NameText.any("i.name", List.of(name)))))
                        .orElseGet(() -> NameText.any("i.name", List.of(name))));
        if (isOrMayBe(kind, WorkloadKind.DEPLOYMENT)) {
            choices.add("i.kind == 'ReplicaSet' && %s != '' && %s".formatted(HASH, ofDeployment(name)));
        }
        if (isOrMayBe(kind, WorkloadKind.CRON_JOB)) {
            choices.add("i.kind == 'Job' && " + NameText.matches("i.name", name, "-[0-9]+"));
        }
        return choices.size() == 1
                ? choices.getFirst()
                : choices.stream().map(choice -> "(" + choice + ")").collect(Collectors.joining(" || ", "(", ")"));
    }

    private static String ofDeployment(Wildcard name) {
        if (name.exact()) {
            return "i.name == %s + %s".formatted(CelText.of(name.pattern() + "-"), HASH);
        }
        String ending = "i.name.endsWith('-' + %s)".formatted(HASH);
        String stem = "i.name.substring(0, i.name.size() - %s.size() - 1)".formatted(HASH);
        return every(List.of(ending, NameText.any(stem, List.of(name))));
    }

    private static boolean isOrMayBe(Optional<String> kind, WorkloadKind wanted) {
        return kind.map(wanted.kind()::equals).orElse(true);
    }

    private static String every(List<String> parts) {
        List<String> left = parts.stream().filter(part -> !part.equals(ALWAYS)).toList();
        return switch (left.size()) {
            case 0 -> ALWAYS;
            case 1 -> left.getFirst();
            default ->
                left.stream()
                        .map(part -> part.contains(" || ") ? "(" + part + ")" : part)
                        .collect(Collectors.joining(" && "));
        };
    }
}
