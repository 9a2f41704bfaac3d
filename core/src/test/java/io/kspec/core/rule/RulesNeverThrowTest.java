package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.fix.Fix;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class RulesNeverThrowTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Rule> EVERY_RULE =
            Rules.demandedBy(Yaml.spec(Yaml.documents(Path.of("src", "test", "resources", "specs", "everything.yaml"))
                    .getFirst()));

    /// Words that rules look for, so that random objects come near to what they read.
    private static final List<String> WORDS = List.of(
            "metadata",
            "name",
            "namespace",
            "labels",
            "spec",
            "status",
            "template",
            "containers",
            "initContainers",
            "ephemeralContainers",
            "securityContext",
            "privileged",
            "seccompProfile",
            "seLinuxOptions",
            "appArmorProfile",
            "windowsOptions",
            "sysctls",
            "type",
            "add",
            "ports",
            "hostPort",
            "livenessProbe",
            "httpGet",
            "host",
            "hostPath",
            "path",
            "volumeMounts",
            "env",
            "valueFrom",
            "secretKeyRef",
            "requests",
            "hostUsers",
            "annotations",
            "runAsNonRoot",
            "capabilities",
            "drop",
            "resources",
            "limits",
            "memory",
            "image",
            "reference",
            "volumes",
            "hostNetwork",
            "subjects",
            "roleRef",
            "rules",
            "kind",
            "podSelector",
            "policyTypes",
            "ingress",
            "egress",
            "serviceAccountName",
            "automountServiceAccountToken",
            "phase",
            "ownerReferences",
            "controller",
            "uid",
            "pod-security.kubernetes.io/enforce",
            "readyReplicas",
            "apiGroups",
            "verbs",
            "aggregationRule",
            "clusterRoleSelectors",
            "matchLabels",
            "matchExpressions",
            "ports",
            "type",
            "nodeInfo",
            "kubeletVersion",
            "conditions",
            "annotations",
            "command");

    @Property(tries = 400)
    void noRandomPodMakesAWorkloadRuleThrow(@ForAll("trees") JsonNode metadata, @ForAll("trees") JsonNode spec) {
        ObjectNode pod = object("Pod", metadata, spec);
        Workload workload = Workload.of(pod).orElseThrow();
        for (Rule rule : EVERY_RULE) {
            if (rule instanceof WorkloadRule workloadRule) {
                explain(rule, workloadRule.judge(workload));
                if (workloadRule.fix(workload) instanceof Fix.Edits(List<Edit> edits)) {
                    assertThat(edits).isNotEmpty();
                    Edits.apply(pod, edits);
                }
            }
        }
    }

    @Property(tries = 400)
    void noRandomClusterMakesAClusterRuleThrow(
            @ForAll("trees") JsonNode metadata, @ForAll("trees") JsonNode spec, @ForAll String version) {
        Map<Resource, Listing> listings = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            ObjectNode object = object(resource.kind(), metadata, spec);
            spec.properties().forEach(field -> object.set(field.getKey(), field.getValue()));
            listings.put(resource, Listing.complete(List.of(object, JSON.nullNode(), JSON.textNode("odd"))));
        }
        var cluster = new ClusterView(
                new Reading.Known<>(version),
                new Reading.Known<>(Set.of("kyverno.io")),
                listings,
                ClusterViews.READ_AT);
        for (Rule rule : EVERY_RULE) {
            if (rule instanceof ClusterRule clusterRule) {
                explain(rule, clusterRule.judge(cluster));
            }
        }
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return trees(5);
    }

    private static Arbitrary<JsonNode> trees(int depth) {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.doubles().map(JSON::numberNode),
                Arbitraries.strings().ofMaxLength(40).map(JSON::textNode),
                Arbitraries.of(
                                "nginx",
                                "a/b@sha256:0",
                                "*",
                                "default",
                                "kube-system",
                                "1Gi",
                                "secrets",
                                "get",
                                "v1.30.1")
                        .map(JSON::textNode),
                Arbitraries.create(JSON::nullNode));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonNode> below = trees(depth - 1);
        Arbitrary<JsonNode> arrays = below.list().ofMaxSize(3).map(RulesNeverThrowTest::array);
        Arbitrary<JsonNode> maps =
                Arbitraries.maps(Arbitraries.of(WORDS), below).ofMaxSize(5).map(RulesNeverThrowTest::map);
        return Arbitraries.frequencyOf(Tuple.of(1, leaves), Tuple.of(2, arrays), Tuple.of(4, maps));
    }

    private static void explain(Rule rule, Verdict verdict) {
        if (verdict instanceof Verdict.Fail(List<Violation> violations)) {
            assertThat(violations).isNotEmpty();
            assertThat(rule.headline(violations)).isNotBlank();
            assertThat(rule.details(violations)).isNotEmpty();
        }
    }

    private static ObjectNode object(String kind, JsonNode metadata, JsonNode spec) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", "v1");
        object.put("kind", kind);
        object.set("metadata", metadata);
        object.set("spec", spec);
        return object;
    }

    private static JsonNode array(List<JsonNode> elements) {
        ArrayNode array = JSON.arrayNode();
        elements.forEach(array::add);
        return array;
    }

    private static JsonNode map(Map<String, JsonNode> fields) {
        ObjectNode object = JSON.objectNode();
        fields.forEach(object::set);
        return object;
    }
}
