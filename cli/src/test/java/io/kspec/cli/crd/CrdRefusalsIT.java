package io.kspec.cli.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What kspec says that the API server refuses, it refuses; and the harmless neighbour it takes.
@ApiServer
final class CrdRefusalsIT {
    @TempDir
    private Path home;

    private final Kubectl kubectl;

    CrdRefusalsIT(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {description: untyped}",
                "a: {type: array}",
                "a: {type: string, anyOf: [{type: string}]}",
                "a: {type: string, anyOf: [{default: x}]}",
                "a: {type: array, items: {type: string}, uniqueItems: true}",
                "a: {type: object, properties: {b: {type: string}}, additionalProperties: {type: string}}",
                "a: {type: string, default: 3}",
                "a: {type: object, properties: {b: {type: string}}, default: {c: x}}",
                "a: {type: integer, minimum: 3, default: 1}",
                "a: {type: object, properties: {b: {type: string, default: x}}, required: [b], default: {}}",
                "a: {type: string, enum: [x], default: z}",
                "a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: {k: {type: string}}}}"
            })
    void whatIsToldAsRefusedIsRefused(String properties) {
        assertThat(verdict(properties)).as("kspec").isTrue();
        assertThat(refused(properties)).as("API server").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {type: string}",
                "a: {x-kubernetes-preserve-unknown-fields: true}",
                "a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}",
                "a: {type: string, anyOf: [{minLength: 3}, {pattern: x}]}",
                "a: {type: object, additionalProperties: true}",
                "a: {type: object, anyOf: [{properties: {b: {minLength: 1}}}]}",
                "a: {type: object, properties: {b: {type: string, default: x}}, default: {}}",
                "a: {type: object, properties: {b: {type: string}}, anyOf: [{properties: {b: {minLength: 1}}}]}",
                "a: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: {k: {type: string, default: x}}}}"
            })
    void whatIsNotToldAsRefusedIsTaken(String properties) {
        assertThat(refused(properties)).as("API server").isFalse();
        assertThat(verdict(properties)).as("kspec").isFalse();
    }

    private boolean verdict(String properties) {
        var folder = new Folder(home);
        String out = Kspec.at(home)
                .run(
                        "crd",
                        "diff",
                        folder.write("old.yaml", CrdDiffFilesTest.definition("refusals", "z: {type: string}")),
                        folder.write(
                                "new.yaml",
                                CrdDiffFilesTest.definition("refusals", "z: {type: string}, " + properties)))
                .out();
        return out.lines().anyMatch(line -> line.strip().startsWith("reject "));
    }

    private boolean refused(String properties) {
        String definition = CrdDiffFilesTest.definition("refusals", "z: {type: string}, " + properties);
        return !kubectl.runWithInput(definition, "create", "--dry-run=server", "-f", "-")
                .succeeded();
    }
}
