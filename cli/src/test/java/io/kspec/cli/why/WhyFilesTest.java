package io.kspec.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhyFilesTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: app, image: nginx}]}
            """;
    private static final String ENFORCED = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: base}
            spec:
              workloads: {images: {disallowLatestTag: true}}
            ---
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: small}
            spec:
              enforcement: {mode: enforce}
              policyInheritance: {basePolicies: [base]}
              network: {defaultDenyIngress: true}
            """;
    private static final String EXEMPTED = """
              policyExemptions:
              - name: legacy
                reason: until the new image is built
                approver: alice
                expiresAt: "2026-07-01T00:00:00Z"
                namespaces: [shop]
            """;

    @TempDir
    private Path home;

    @Test
    void aViolationIsToldWithItsRuleFieldAndTheBaseThatDeclaredIt() {
        Kspec.Ended ended = why(ENFORCED, POD);
        assertThat(ended.code()).as(ended.err()).isOne();
        assertThat(ended.out())
                .startsWith("Pod shop/web\n")
                .contains("By small, mode enforce")
                .contains("VERDICT", "RULE", "ASKED BY", "DECLARED BY")
                .containsPattern("Fail +images-avoid-the-latest-tag +spec.workloads.images.disallowLatestTag"
                        + " +ClusterSpecification base")
                .contains("spec.containers[0].image is", "Fix: ")
                .contains("1 rule is about the cluster and not about Pod shop/web.")
                .contains("Admission would refuse it:\n   kspec refuses Pod shop/web: ");
    }

    @Test
    void anExemptionIsToldWithItsApproverEndAndReason() {
        Kspec.Ended ended = why(ENFORCED + EXEMPTED, POD);
        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out())
                .contains("Exempted")
                .contains("exemption legacy, approved by alice, until 2026-07-01T00:00:00Z:"
                        + " until the new image is built")
                .contains("Admission would admit it.");
    }

    @Test
    void anExemptionThatHasEndedHoldsNoMore() {
        Kspec.Ended ended = Kspec.at(home)
                .at(Instant.parse("2026-07-01T00:00:00Z"))
                .run("why", "-f", write("pod.yaml", POD), "--spec", write("spec.yaml", ENFORCED + EXEMPTED));
        assertThat(ended.code()).isOne();
        assertThat(ended.out()).contains("Fail").doesNotContain("Exempted");
    }

    @Test
    void aNamespaceOutOfScopeIsNotAskedAndSaysSo() {
        Kspec.Ended ended = why(ENFORCED + "  namespaceScope: {excludeNamespaces: [shop]}\n", POD);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("NotAsked", "namespace shop is excluded (spec.namespaceScope)");
    }

    @Test
    void aNamespaceWhoseLabelsAreInNoFileIsNotEvaluated() {
        String selective = Folder.SPECIFICATION + "  namespaceScope: {namespaceSelector: {matchLabels: {team: a}}}\n";
        Kspec.Ended ended = why(selective, POD);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("NotEvaluated", "the labels of namespace shop are not known");
    }

    @Test
    void whatAdmissionLeavesAloneIsSaid() {
        Kspec.Ended ended = why(ENFORCED, POD.replace("shop", "kube-system"));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Admission leaves namespace kube-system alone");
    }

    @Test
    void oneOfSeveralIsChosenByNameAndAMisspeltOneNamesTheNearest() {
        String two = Folder.GOOD + "---\n" + Folder.BAD;
        assertThat(why(Folder.SPECIFICATION, two, "good").out())
                .contains("Deployment shop/good")
                .doesNotContain("shop/bad");
        assertThat(why(Folder.SPECIFICATION, two, "deployment/bad").out()).startsWith("Deployment shop/bad");
        assertThat(why(Folder.SPECIFICATION, two).out()).contains("Deployment shop/good", "Deployment shop/bad");
        Kspec.Ended misspelt = why(Folder.SPECIFICATION, two, "goood");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).contains("no object is called \"goood\"").contains("Did you mean good?");
    }

    @Test
    void programsReadTheSame() throws Exception {
        JsonNode object = new ObjectMapper()
                .readTree(why(ENFORCED, POD, "-o", "json").out())
                .path("objects")
                .path(0);
        JsonNode rule = object.path("specifications").path(0).path("rules").path(0);
        assertThat(object.path("subject").path("name").asText()).isEqualTo("web");
        assertThat(rule.path("verdict").asText()).isEqualTo("Fail");
        assertThat(rule.path("declaredBy").path(0).asText()).isEqualTo("ClusterSpecification base");
        assertThat(rule.path("violations").path(0).path("path").asText()).isEqualTo("spec.containers[0].image");
        assertThat(object.path("admission").path("answer").asText()).isEqualTo("Refuse");
    }

    @Test
    void aBrokenFileLeavesTheAnswerIncomplete() {
        Kspec.Ended ended = why(Folder.SPECIFICATION, Folder.GOOD + "---\n" + Folder.BROKEN);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("error: this is no YAML").contains("objects.yaml");
    }

    @Test
    void withoutAnObjectOrWithATypeThatNoRuleReadsTheUsageIsWrong() {
        Kspec.Ended nothing = Kspec.at(home).run("why");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("TYPE/NAME").contains("-f");
        Kspec.Ended unknown = Kspec.at(home).run("why", "configmap/web");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("configmap/web").contains("deployments, ");
    }

    private Kspec.Ended why(String specification, String objects, String... more) {
        var arguments = new ArrayList<>(
                List.of("why", "-f", write("objects.yaml", objects), "--spec", write("spec.yaml", specification)));
        arguments.addAll(List.of(more));
        return Kspec.at(home).at(Instant.parse("2026-06-15T12:00:00Z")).run(arguments.toArray(String[]::new));
    }

    private String write(String name, String text) {
        return new Folder(home).write(name, text);
    }
}
