package io.kspec.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DefaultsTest {
    private static final String SPEC = """
            enforcement: {mode: enforce}
            podSecurity: {enforce: restricted}
            workloads: {containers: {required: [{key: securityContext.readOnlyRootFilesystem}]}}
            """;
    private static final Rulebook RESTRICTED = Rulebooks.of(SPEC);

    @Test
    void aPodThatSaysNothingGetsWhatTheRulesDemand() {
        JsonNode after = mutated(RESTRICTED, pod("{containers: [{name: app}], initContainers: [{name: first}]}"));
        assertThat(after.at("/spec/securityContext/runAsNonRoot").asBoolean()
                        || after.at("/spec/containers/0/securityContext/runAsNonRoot")
                                .asBoolean())
                .isTrue();
        for (String container : List.of("/spec/containers/0", "/spec/initContainers/0")) {
            JsonNode context = after.at(container + "/securityContext");
            assertThat(context.path("allowPrivilegeEscalation").isBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean()).isFalse();
            assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        }
        assertThat(after.at("/metadata/annotations").path(Defaults.ANNOTATION).asText())
                .contains("spec.containers[0].securityContext.allowPrivilegeEscalation");
        assertThat(failing(after)).isEmpty();
    }

    @Test
    void whatNoRuleDemandsIsNotAdded() {
        Rulebook digests = Rulebooks.of("""
                enforcement: {mode: enforce}
                workloads: {images: {requireDigests: true}}
                """);
        assertThat(defaults(digests, pod("{containers: [{name: app, image: nginx}]}"))
                        .additions())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{os: {name: windows}, containers: [{name: app}]}",
                "{nodeSelector: {kubernetes.io/os: windows}, containers: [{name: app}]}"
            })
    void podsForWindowsAreLeftAlone(String spec) {
        assertThat(defaults(RESTRICTED, pod(spec)).additions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "audit"})
    void onlyWhoEnforcesAddsAnything(String mode) {
        Rulebook mild = Rulebooks.of(SPEC.replace("enforce}\npod", mode + "}\npod"));
        assertThat(defaults(mild, pod("{containers: [{name: app}]}")).additions())
                .isEmpty();
    }

    @Test
    void whatIsExemptOrOutOfScopeStaysAsItIs() {
        Rulebook exempting = Rulebooks.of(SPEC
                + "policyExemptions: [{name: one, reason: a good enough reason, approver: me, namespaces: [shop]}]\n");
        Rulebook elsewhere = Rulebooks.of(SPEC + "namespaceScope: {includeNamespaces: [other]}\n");
        assertThat(defaults(exempting, pod("{containers: [{name: app}]}")).additions())
                .isEmpty();
        assertThat(defaults(elsewhere, pod("{containers: [{name: app}]}")).additions())
                .isEmpty();
    }

    @Test
    void anUpdateAndWhatIsNoPodAreLeftAlone() {
        ObjectNode bare = pod("{containers: [{name: app}]}");
        var update = new AdmissionRequest(
                "u", "a", AdmissionRequest.Operation.UPDATE, "shop", "", Optional.of(bare), Optional.of(bare), false);
        assertThat(Defaults.of(List.of(RESTRICTED), update, Rulebooks.NOW).additions())
                .isEmpty();
        assertThat(defaults(
                                RESTRICTED,
                                (ObjectNode)
                                        Yaml.one(
                                                "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{}]}}}}"))
                        .additions())
                .isEmpty();
    }

    @Test
    void aLaterRoundAddsToTheListOfWhatWasAdded() {
        JsonNode first = mutated(RESTRICTED, pod("{containers: [{name: app}]}"));
        ObjectNode injected = first.deepCopy();
        injected.withArray("/spec/containers").addObject().put("name", "side");
        String listed = mutated(RESTRICTED, injected)
                .at("/metadata/annotations")
                .path(Defaults.ANNOTATION)
                .asText();
        assertThat(listed).contains("spec.containers[0]").contains("spec.containers[1]");
    }

    @Property(tries = 300)
    void askingTwiceAddsNothingMore(@ForAll("pods") JsonNode pod) {
        JsonNode once = mutated(RESTRICTED, (ObjectNode) pod);
        assertThat(mutated(RESTRICTED, (ObjectNode) once)).isEqualTo(once);
    }

    @Property(tries = 300)
    void aMutatedPodBreaksNothingThatItDidNotBreakBefore(@ForAll("pods") JsonNode pod) {
        assertThat(failing(pod)).containsAll(failing(mutated(RESTRICTED, (ObjectNode) pod)));
    }

    @Property(tries = 300)
    void whatWasThereIsStillThere(@ForAll("pods") JsonNode pod) {
        assertKept(pod, mutated(RESTRICTED, (ObjectNode) pod));
    }

    @Property(tries = 300)
    void thePatchSaysTheSameAsTheEdits(@ForAll("pods") JsonNode pod) {
        Defaults defaults = defaults(RESTRICTED, (ObjectNode) pod);
        ObjectNode patched = pod.deepCopy();
        for (JsonNode operation : defaults.patch(pod)) {
            assertThat(operation.path("op").asText()).isEqualTo("add");
            String path = operation.path("path").asText();
            JsonNode parent = patched.at(path.substring(0, path.lastIndexOf('/')));
            String field =
                    path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
            assertThat(parent.isObject()).as(path).isTrue();
            ((ObjectNode) parent).set(field, operation.path("value"));
        }
        assertThat(patched).isEqualTo(defaults.applyTo(pod));
    }

    @Provide
    Arbitrary<JsonNode> pods() {
        Arbitrary<String> context = Arbitraries.of(
                "",
                "securityContext: null",
                "securityContext: {}",
                "securityContext: {runAsNonRoot: false}",
                "securityContext: {runAsNonRoot: true, runAsUser: 0}",
                "securityContext: {privileged: true}",
                "securityContext: {allowPrivilegeEscalation: true, readOnlyRootFilesystem: false}",
                "securityContext: {capabilities: {add: [SYS_ADMIN]}}",
                "securityContext: {capabilities: {drop: [KILL]}}",
                "securityContext: {seccompProfile: {type: Unconfined}}");
        Arbitrary<String> containers = context.list()
                .ofMinSize(0)
                .ofMaxSize(3)
                .map(fields -> String.join(
                        ", ",
                        fields.stream()
                                .map(field -> "{name: c%s}".formatted(field.isEmpty() ? "" : ", " + field))
                                .toList()));
        return Combinators.combine(context, containers, containers, Arbitraries.of("", "hostNetwork: true, "))
                .as((ofPod, first, regular, host) -> pod("{%s%sinitContainers: [%s], containers: [%s]}"
                        .formatted(host, ofPod.isEmpty() ? "" : ofPod + ", ", first, regular)));
    }

    private static void assertKept(JsonNode before, JsonNode after) {
        if (before.isObject()) {
            before.properties().forEach(field -> assertKept(field.getValue(), after.path(field.getKey())));
        } else if (before.isArray()) {
            assertThat(after).hasSameSizeAs(before);
            for (int index = 0; index < before.size(); index++) {
                assertKept(before.get(index), after.path(index));
            }
        } else if (!before.isNull()) {
            assertThat(after).isEqualTo(before);
        }
    }

    private static Set<String> failing(JsonNode pod) {
        var failing = new HashSet<String>();
        for (Judgement judgement : RESTRICTED.judge(Workload.of(pod).orElseThrow(), Rulebooks.NOW)) {
            if (judgement.verdict() instanceof Verdict.Fail fail) {
                fail.violations()
                        .forEach(violation -> failing.add(
                                judgement.rule().id() + " " + violation.path().pointer()));
            }
        }
        return failing;
    }

    private static JsonNode mutated(Rulebook rulebook, ObjectNode pod) {
        return defaults(rulebook, pod).applyTo(pod);
    }

    private static Defaults defaults(Rulebook rulebook, ObjectNode pod) {
        var request = new AdmissionRequest(
                "u", "a", AdmissionRequest.Operation.CREATE, "shop", "", Optional.of(pod), Optional.empty(), false);
        return Defaults.of(List.of(rulebook), request, Rulebooks.NOW);
    }

    private static ObjectNode pod(String spec) {
        return (ObjectNode) Yaml.one("""
                {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: %s}
                """.formatted(spec));
    }
}
