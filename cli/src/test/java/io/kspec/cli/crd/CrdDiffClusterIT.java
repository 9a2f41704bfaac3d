package io.kspec.cli.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command on a real API server.
@ApiServer
final class CrdDiffClusterIT {
    private static final String RICH = """
            a: {type: string}, b: {type: array, items: {type: string}}, n: {x-kubernetes-int-or-string: true},
            o: {type: boolean, default: false}, m: {type: object, additionalProperties: {type: string}}
            """.replace('\n', ' ');

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;

    CrdDiffClusterIT(LocalKubernetes cluster) {
        this.cluster = cluster;
    }

    @Test
    void whatTheApiServerFillsInIsNoDifferenceAndAChangeIs(Kubectl kubectl) {
        String definition = CrdDiffFilesTest.definition("livewidgets", RICH);
        assertThat(kubectl.runWithInput(definition, "apply", "--server-side", "-f", "-")
                        .succeeded())
                .isTrue();
        kubectl.run("wait", "--for=condition=Established", "crd/livewidgets.example.org", "--timeout=30s");
        Kspec.Ended same = diff(definition);
        assertThat(same.code()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).startsWith("livewidgets.example.org: compatible; 0 breaking, 0 warnings, 0 for");
        Kspec.Ended changed = diff(CrdDiffFilesTest.definition("livewidgets", "a: {type: integer}"));
        assertThat(changed.code()).isOne();
        assertThat(changed.out()).contains("type-changed", "field-removed").doesNotContain("by the documents alone");
    }

    @Test
    void aDefinitionThatIsNotThereIsNew() {
        Kspec.Ended ended = diff(CrdDiffFilesTest.definition("absentwidgets", "a: {type: string}"));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("crd-new");
    }

    @Test
    void storedObjectsDecideAboutARemovedField(Kubectl kubectl) throws IOException {
        String old = CrdDiffFilesTest.definition("storedwidgets", "a: {type: string}, b: {type: string}");
        String next = CrdDiffFilesTest.definition("storedwidgets", "a: {type: string}");
        kubectl.runWithInput(old, "apply", "--server-side", "-f", "-");
        kubectl.run("wait", "--for=condition=Established", "crd/storedwidgets.example.org", "--timeout=30s");
        create(kubectl, "storedwidgets", "plain", "{a: x}");

        Kspec.Ended unused = diff(next);
        assertThat(unused.code()).as(unused.out() + unused.err()).isZero();
        assertThat(unused.out()).contains("0 breaking, 1 warnings").contains("None of 1 objects sets it.");

        create(kubectl, "storedwidgets", "user", "{b: used}");
        Kspec.Ended used = diff(next, "-o", "json");
        assertThat(used.code()).isOne();
        JsonNode evidence = new ObjectMapper().readTree(used.out()).at("/evidence/0");
        assertThat(evidence.path("complete").asBoolean()).isTrue();
        assertThat(evidence.at("/usage/0/examples/0").asText()).isEqualTo("default/user");
    }

    @Test
    void anInstalledConversionThatCannotBeAskedIsToldAndNotTakenAsSound(Kubectl kubectl) {
        String hooked = """
                  - {name: v2, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}
                conversion:
                  strategy: Webhook
                  webhook:
                    conversionReviewVersions: [v1]
                    clientConfig: {service: {namespace: default, name: nobody}}
                """.indent(2);
        String converting = CrdDiffFilesTest.definition("hookedwidgets", "a: {type: string}") + hooked;
        kubectl.runWithInput(converting, "apply", "--server-side", "-f", "-");
        kubectl.run("wait", "--for=condition=Established", "crd/hookedwidgets.example.org", "--timeout=30s");
        assertThat(diff(converting).out()).as("nothing is stored").doesNotContain("conversion-not-lossless");
        create(kubectl, "hookedwidgets", "plain", "{a: x}");

        assertThat(diff(converting).out()).contains("conversion-not-lossless", "of https://nobody.default.svc:443/, ");
    }

    private static void create(Kubectl kubectl, String plural, String name, String spec) {
        String object = CrdDiffFilesTest.object(plural, "v1", name, spec);
        Kubectl.Answer created = kubectl.runWithInput(object, "create", "-n", "default", "-f", "-");
        assertThat(created.succeeded()).as(created.stderr()).isTrue();
    }

    private Kspec.Ended diff(String next, String... more) {
        var words = new ArrayList<>(List.of("crd", "diff", "--cluster"));
        words.add(new Folder(home).write("new.yaml", next));
        words.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        words.addAll(List.of(more));
        return Kspec.at(home).run(words.toArray(String[]::new));
    }
}
