package io.kspec.core.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemediesTest {
    private static final List<String> MENDED = List.of(
            "containers-are-unprivileged",
            "host-namespaces-are-not-shared",
            "host-ports-are-unused",
            "privilege-escalation-is-forbidden",
            "capabilities-are-dropped",
            "containers-run-as-non-root",
            "seccomp-profiles-are-set");
    private static final Rulebook EVERYTHING = rulebook(", remediate: true", MENDED);
    private static final Remedies REMEDIES = new Remedies(EVERYTHING, Rulebooks.NOW);
    private static final Map<String, String> TROUBLES = Map.of(
            "privileged", "securityContext: {privileged: true}",
            "capabilities", "securityContext: {capabilities: {add: [NET_RAW]}}",
            "escalates", "securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: false}",
            "hostPort", "ports: [{containerPort: 80, protocol: TCP, hostPort: 80}]",
            "seccomp", "securityContext: {seccompProfile: {type: Unconfined}}",
            "fine", "image: i");

    private static Rulebook rulebook(String asked, List<String> rules) {
        String entries = String.join(
                ", ",
                rules.stream()
                        .map(rule -> "{rule: %s, mode: enforce%s}".formatted(rule, asked))
                        .toList());
        return Rulebooks.of(
                "{podSecurity: {enforce: restricted}, enforcement: {mode: enforce, rules: [%s]}}".formatted(entries));
    }

    private static JsonNode deployment(String metadata, String podSpec) {
        return Yaml.one("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: u, resourceVersion: "7"%s}
                spec:
                  template:
                    spec: %s
                """.formatted(metadata, podSpec));
    }

    @Test
    void onlyWhatTheRuleDemandsIsApplied() {
        var remedies =
                new Remedies(rulebook(", remediate: true", List.of("host-namespaces-are-not-shared")), Rulebooks.NOW);
        JsonNode live = deployment(
                "", "{hostPID: true, containers: [{name: app, image: i, securityContext: {privileged: true}}]}");
        var apply = (Remedy.Apply) remedies.of(live);
        assertThat(apply.document().path("spec")).isEqualTo(Yaml.one("{template: {spec: {hostPID: null}}}"));
        assertThat(apply.document().path("metadata").path("resourceVersion").asText())
                .isEqualTo("7");
        assertThat(Remedy.sentence(apply.changes())).isEqualTo("spec.template.spec.hostPID: true -> absent");
        assertThat(Remedy.before(apply.changes())).isEqualTo(Yaml.one("{spec: {template: {spec: {hostPID: true}}}}"));
        assertThat(Remedy.after(apply.changes())).isEqualTo(Yaml.one("{spec: {template: {spec: {hostPID: null}}}}"));
    }

    @Property(tries = 300)
    void whatIsAppliedKeepsItsPromiseAndIsNotAppliedAgain(@ForAll("deployments") JsonNode live) {
        if (REMEDIES.of(live) instanceof Remedy.Apply apply) {
            JsonNode after = Applying.apply(live, apply.document());
            assertThat(REMEDIES.keepsItsPromise(live, after, apply.rules())).isTrue();
            assertThat(names(after)).isEqualTo(names(live));
            if (REMEDIES.of(after) instanceof Remedy.Apply again) {
                assertThat(again.rules()).doesNotContainAnyElementsOf(apply.rules());
            }
        }
    }

    @Property(tries = 300)
    void whatIsUndoneStandsAsBefore(@ForAll("deployments") JsonNode live) {
        if (REMEDIES.of(live) instanceof Remedy.Apply apply) {
            JsonNode after = Applying.apply(live, apply.document());
            Undo undo = Undo.of(after).orElseThrow();
            assertThat(undo.kept()).isEmpty();
            assertThat(undo.restored())
                    .extracting(entry -> entry.change().before())
                    .containsExactlyInAnyOrderElementsOf(
                            apply.changes().stream().map(FieldChange::before).toList());
            JsonNode undone = Applying.apply(after, undo.document());
            for (Remediated.Entry entry : undo.restored()) {
                entry.change().before().ifPresent(value -> assertThat(
                                entry.change().spot().in(undone))
                        .isEqualTo(value));
            }
            assertThat(OptOut.of(undone)).isTrue();
            assertThat(REMEDIES.of(undone)).isInstanceOf(Remedy.Nothing.class);
        }
    }

    @Provide
    Arbitrary<JsonNode> deployments() {
        Arbitrary<List<String>> containers = Arbitraries.of(new ArrayList<>(TROUBLES.values()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<Boolean> host = Arbitraries.of(true, false);
        return Combinators.combine(containers, host, host).as((troubles, pid, network) -> {
            var items = new ArrayList<String>();
            for (int index = 0; index < troubles.size(); index++) {
                items.add("{name: c%d, %s}".formatted(index, troubles.get(index)));
            }
            return deployment(
                    "",
                    "{hostPID: %s, hostNetwork: %s, containers: [%s]}"
                            .formatted(pid, network, String.join(", ", items)));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ', labels: {app.kubernetes.io/managed-by: Helm}'                                       | kept by Helm
            ', ownerReferences: [{apiVersion: x/v1, kind: Shop, name: s, uid: o, controller: true}]' | controlled by Shop s
            """)
    void whatOthersKeepIsSuggested(String metadata, String why) {
        var suggest = (Remedy.Suggest) REMEDIES.of(deployment(metadata, "{hostPID: true, containers: []}"));
        assertThat(suggest.why()).contains(why);
        assertThat(Remedy.sentence(suggest.changes())).contains("hostPID: true -> absent");
    }

    @Test
    void whatADeploymentToolKeepsIsChangedByTheRulesThatAskForIt() {
        var remedies = new Remedies(
                rulebook(", remediate: true, remediateManaged: true", List.of("host-namespaces-are-not-shared")),
                Rulebooks.NOW);
        JsonNode live = deployment(", annotations: {meta.helm.sh/release-name: r}", "{hostPID: true, containers: []}");
        assertThat(remedies.of(live)).isInstanceOf(Remedy.Apply.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ', deletionTimestamp: "2026-01-01T00:00:00Z"'
            ', annotations: {kspec.io/remediation: disabled}'
            ', ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: s, uid: o, controller: true}]'
            """)
    void nothingIsSaidOf(String metadata) {
        assertThat(REMEDIES.of(deployment(metadata, "{hostPID: true, containers: []}")))
                .isInstanceOf(Remedy.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({"v1, Pod", "batch/v1, Job", "apps/v1, ReplicaSet"})
    void whatCannotFollowItsTemplateIsSuggested(String apiVersion, String kind) {
        String pod = "{hostPID: true, containers: []}";
        JsonNode live = Yaml.one("{apiVersion: %s, kind: %s, metadata: {name: x, namespace: shop}, spec: %s}"
                .formatted(apiVersion, kind, kind.equals("Pod") ? pod : "{template: {spec: %s}}".formatted(pod)));
        assertThat(REMEDIES.of(live)).isInstanceOf(Remedy.Suggest.class);
    }

    @Test
    void aRuleWithoutASafeWayIsLeftToPeople() {
        var remedies =
                new Remedies(rulebook(", remediate: true", List.of("volume-types-are-restricted")), Rulebooks.NOW);
        JsonNode live = deployment("", "{containers: [], volumes: [{name: v, hostPath: {path: /}}]}");
        var suggest = (Remedy.Suggest) remedies.of(live);
        assertThat(suggest.changes()).isEmpty();
        assertThat(suggest.why()).startsWith("volume-types-are-restricted: ");
    }

    @Test
    void withoutBeingAskedNothingIsDone() {
        JsonNode live = deployment("", "{hostPID: true, containers: []}");
        assertThat(new Remedies(rulebook("", MENDED), Rulebooks.NOW).of(live)).isInstanceOf(Remedy.Nothing.class);
        assertThat(Remedies.asked(rulebook("", MENDED), Rulebooks.NOW.now())).isFalse();
        assertThat(Remedies.asked(EVERYTHING, Rulebooks.NOW.now())).isTrue();
        assertThat(REMEDIES.of(Yaml.one("{kind: Service, apiVersion: v1}"))).isInstanceOf(Remedy.Nothing.class);
        assertThat(REMEDIES.breaks(live, "host-namespaces-are-not-shared")).isTrue();
        assertThat(REMEDIES.breaks(live, "sysctls-are-safe")).isFalse();
    }

    @Test
    void whatAnApplyCannotTakeAwayIsLeftToPeople() {
        var remedies =
                new Remedies(rulebook(", remediate: true", List.of("seccomp-is-not-switched-off")), Rulebooks.NOW);
        JsonNode live = Yaml.one("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  template:
                    metadata: {annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}}
                    spec: {containers: []}
                """);
        assertThat(FieldChange.between(Yaml.one("{a: {b: {c: 1}, d: [1]}}"), Yaml.one("{a: {}}")))
                .noneMatch(FieldChange::canBeApplied);
        assertThat(remedies.of(live)).isNotInstanceOf(Remedy.Apply.class);
    }

    @Test
    void theOrderOfContainersStays() {
        JsonNode live = deployment(
                "",
                "{containers: [{name: a, image: i}, {name: b, securityContext: {privileged: true}}, {name: c, image: i}]}");
        var remedies =
                new Remedies(rulebook(", remediate: true", List.of("containers-are-unprivileged")), Rulebooks.NOW);
        var apply = (Remedy.Apply) remedies.of(live);
        assertThat(apply.document().at("/spec/template/spec/containers"))
                .isEqualTo(Yaml.one("[{name: a}, {name: b, securityContext: {privileged: null}}]"));
        assertThat(names(Applying.apply(live, apply.document()))).containsExactly("a", "b", "c");
    }

    @Test
    void whatSomebodyChangedSinceIsKept() {
        JsonNode live = deployment("", "{hostPID: true, hostIPC: true, containers: []}");
        var apply = (Remedy.Apply) REMEDIES.of(live);
        JsonNode after = Applying.apply(live, apply.document());
        ((ObjectNode) after.at("/spec/template/spec")).put("hostIPC", true);
        Undo undo = Undo.of(after).orElseThrow();
        assertThat(undo.kept())
                .extracting(entry -> entry.change().spot().display())
                .containsExactly("spec.template.spec.hostIPC");
        assertThat(undo.document().at("/spec/template/spec")).isEqualTo(Yaml.one("{hostPID: true}"));
        assertThat(undo.heldByOthers(after)).hasSize(undo.restored().size());
    }

    @Test
    void aGarbledMemoryIsNone() {
        JsonNode live = deployment("", "{containers: []}");
        assertThat(Undo.of(live)).isEmpty();
        JsonNode garbled =
                Document.of(live).put(Remediated.SPOT, TextNode.valueOf("{[")).json();
        assertThat(Undo.of(garbled)).isEmpty();
        JsonNode elsewhere = Document.of(live)
                .put(Remediated.SPOT, TextNode.valueOf("[{\"path\": \"/metadata/labels/a\", \"old\": 1}, 7]"))
                .json();
        assertThat(Undo.of(elsewhere)).isEmpty();
    }

    @Test
    void theFirstValueIsRememberedWhileNobodyElseWrites() {
        JsonNode live = deployment("", "{hostPID: true, containers: []}");
        var first = (Remedy.Apply) REMEDIES.of(live);
        JsonNode after = Applying.apply(live, first.document());
        Remediated again = Remediated.of(after)
                .and("other", List.of(change("/spec/template/spec/hostPID", null, "x")), Rulebooks.NOW.now());
        assertThat(again.entries())
                .filteredOn(entry -> entry.rule().equals("other"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.change().before()).contains(BooleanNode.TRUE));
        Remediated fresh = Remediated.of(after)
                .and("other", List.of(change("/spec/template/spec/hostPID", "y", "x")), Rulebooks.NOW.now());
        assertThat(fresh.entries())
                .filteredOn(entry -> entry.rule().equals("other"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.change().before()).contains(TextNode.valueOf("y")));
    }

    @Test
    void whatWouldNotFitIntoItsMemoryIsSuggested() {
        var capabilities = new ArrayList<String>();
        for (int index = 0; index < 4000; index++) {
            capabilities.add("CAP_" + index);
        }
        JsonNode live = deployment(
                "", "{containers: [{name: a, securityContext: {capabilities: {add: %s}}}]}".formatted(capabilities));
        assertThat(((Remedy.Suggest) REMEDIES.of(live)).why()).contains("no longer fit");
    }

    private static FieldChange change(String pointer, @Nullable String before, String after) {
        return new FieldChange(
                Spot.at(pointer),
                Optional.ofNullable(before).map(TextNode::valueOf),
                Optional.of(TextNode.valueOf(after)));
    }

    private static List<String> names(JsonNode deployment) {
        var names = new ArrayList<String>();
        deployment
                .at("/spec/template/spec/containers")
                .forEach(one -> names.add(one.path("name").asText()));
        return names;
    }
}
