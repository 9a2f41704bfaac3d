package io.kspec.core.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells which deployment tool keeps an object as its source says. Such a tool takes back what others write, or its
/// users wonder why the cluster differs from their source: the change belongs into the source.
public final class GitOps {
    private static final String HELM = "Helm";
    private static final String ARGO = "Argo CD";
    private static final String FLUX = "Flux";

    /// By prefix of a label's or an annotation's name, in the order in which they are asked: a chart that Flux or
    /// Argo CD installs carries the marks of Helm as well. `app.kubernetes.io/instance` alone is no sign: Argo CD
    /// may
    /// use it, and so does nearly every chart.
    private static final List<Map.Entry<String, String>> MARKS = List.of(
            Map.entry("argocd.argoproj.io/instance", ARGO),
            Map.entry("argocd.argoproj.io/tracking-id", ARGO),
            Map.entry("kustomize.toolkit.fluxcd.io/", FLUX),
            Map.entry("helm.toolkit.fluxcd.io/", FLUX),
            Map.entry("meta.helm.sh/release-name", HELM));

    /// By field manager, as the API server records it.
    private static final Map<String, String> MANAGERS = Map.of(
            "argocd-controller", ARGO,
            "argocd-application-controller", ARGO,
            "kustomize-controller", FLUX,
            "helm-controller", FLUX,
            "helm", HELM);

    private GitOps() {}

    /// A tool and what gave it away.
    ///
    /// @param tool `Argo CD`, `Flux` or `Helm`
    /// @param sign the label, annotation or field manager, with its value
    public record Source(String tool, String sign) {
        /// `Helm (annotation meta.helm.sh/release-name=shop)`.
        public String sentence() {
            return "%s (%s)".formatted(tool, sign);
        }
    }

    /// Empty when nothing says that a tool keeps the object. Never throws for any tree.
    ///
    /// @param object as the API server gives it, or only its metadata under `metadata`
    public static Optional<Source> of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return marked(metadata).or(() -> managedBy(metadata)).or(() -> manager(metadata));
    }

    private static Optional<Source> marked(JsonNode metadata) {
        for (Map.Entry<String, String> mark : MARKS) {
            for (String where : List.of("label", "annotation")) {
                for (Map.Entry<String, JsonNode> entry :
                        metadata.path(where + "s").properties()) {
                    boolean found = mark.getKey().endsWith("/")
                            ? entry.getKey().startsWith(mark.getKey())
                            : entry.getKey().equals(mark.getKey());
                    if (found) {
                        return Optional.of(source(mark.getValue(), where, entry));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Source source(String tool, String where, Map.Entry<String, JsonNode> entry) {
        return new Source(
                tool,
                "%s %s=%s".formatted(where, entry.getKey(), entry.getValue().asText("")));
    }

    private static Optional<Source> managedBy(JsonNode metadata) {
        String label = "app.kubernetes.io/managed-by";
        String value = metadata.path("labels").path(label).asText("");
        return value.toLowerCase(Locale.ROOT).equals("helm")
                ? Optional.of(new Source(HELM, "label %s=%s".formatted(label, value)))
                : Optional.empty();
    }

    private static Optional<Source> manager(JsonNode metadata) {
        var names = new ArrayList<String>();
        metadata.path("managedFields")
                .forEach(entry -> names.add(entry.path("manager").asText("")));
        return names.stream()
                .filter(MANAGERS::containsKey)
                .findFirst()
                .map(name -> new Source(MANAGERS.getOrDefault(name, name), "field manager " + name));
    }
}
