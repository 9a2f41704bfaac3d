package io.kspec.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateTest {
    @TempDir
    private Path directory;

    @Test
    void aSoundSpecificationIsValid() {
        Kspec.Ended ended = validate(Folder.SPECIFICATION);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("ClusterSpecification small is valid");
    }

    @Test
    void anUnknownFieldIsNamedWithItsPlaceAndItsNeighbour() {
        Kspec.Ended ended = validate(Folder.SPECIFICATION.replace("podSecurity:", "podSecurty:"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("spec.yaml:5:3: error: spec.podSecurty")
                .contains("podSecurity");
    }

    @Test
    void aValueThatContradictsItselfIsNamedWithItsPlace() {
        Kspec.Ended ended = validate(Folder.SPECIFICATION.replace(
                "spec:\n", "spec:\n  kubernetes: {minVersion: '1.35', maxVersion: '1.30'}\n"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("spec.kubernetes");
    }

    @Test
    void anotherKindIsSentToTheScan() {
        Kspec.Ended ended = validate(Folder.GOOD);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"Deployment\" is neither").contains("kspec scan -f");
    }

    @Test
    void aDriftConfigIsValidatedToo() {
        String config =
                "apiVersion: kspec.io/v1alpha1\nkind: DriftConfig\nmetadata: {name: ours}\nspec: {interval: %s}";
        assertThat(validate(config.formatted("5m")).out()).contains("DriftConfig ours is valid");
        Kspec.Ended ended = validate(config.formatted("10s"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("spec.interval").contains("shorter than 30s");
    }

    @Test
    void aNamelessSpecificationIsNotValid() {
        assertThat(validate(Folder.SPECIFICATION.replace("{name: small}", "{}")).code())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadEndsWithThreeUnlessSomethingIsInvalidToo() {
        assertThat(validate(Folder.SPECIFICATION + "---\n" + Folder.BROKEN).code())
                .isEqualTo(3);
        assertThat(validate(Folder.GOOD + "---\n" + Folder.BROKEN).code()).isEqualTo(1);
        assertThat(Kspec.at(directory).run("validate", "-f", "nowhere.yaml").code())
                .isEqualTo(3);
    }

    @Test
    void aTemplateIsCheckedLikeASpecification() {
        String template = """
                apiVersion: kspec.io/v1alpha1
                kind: PolicyTemplate
                metadata: {name: %s}
                spec:
                  parameters: [{name: level, default: baseline}]
                  policy:
                    podSecurity:
                      enforce: ${%s}
                """;
        assertThat(validate(template.formatted("team", "level")).out()).contains("PolicyTemplate team is valid");
        assertThat(validate(template.formatted("team", "levl")).out())
                .contains("spec.yaml:8:7: error: spec.policy.podSecurity.enforce: there is no parameter \"levl\"");
        assertThat(validate(template.formatted("security-baseline", "level")).out())
                .contains("is a built-in template");
    }

    @Test
    void aResolvedSpecificationIsPrintedWithTheOriginOfEveryDemand() {
        new Folder(directory).write("library/base.yaml", Folder.SPECIFICATION);
        Kspec.Ended ended = resolve("""
                policyTemplate: {name: security-baseline}
                  policyInheritance: {basePolicies: [small]}
                  podSecurity: {warn: restricted}
                """);

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("#   podSecurity.enforce=\"baseline\"  from ClusterSpecification small")
                .contains("#   podSecurity.warn=\"restricted\"  from ClusterSpecification top")
                .contains("from PolicyTemplate security-baseline")
                .contains("disallowLatestTag: true")
                .doesNotContain("policyTemplate", "policyInheritance");
    }

    @Test
    void aResolvedSpecificationIsJudgedWithWhatItBuildsOn() {
        new Folder(directory)
                .write(
                        "library/base.yaml",
                        Folder.SPECIFICATION.replace(
                                "images:", "containers: {required: [{key: image, exists: true}]}\n    images:"));
        Kspec.Ended contradiction = resolve("""
                policyInheritance: {basePolicies: [small]}
                  workloads: {containers: {forbidden: [{key: image, exists: true}]}}
                """);
        assertThat(contradiction.code()).isEqualTo(1);
        assertThat(contradiction.err()).contains("is required as well", "(from ClusterSpecification top)");

        Kspec.Ended missing = resolve("policyInheritance: {basePolicies: [smal]}\n");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("top.yaml:5:").contains("Did you mean \"small\"?");
    }

    @Test
    void aSpecificationThatDemandsLessThanItsBaseIsWarnedOf() {
        new Folder(directory).write("library/base.yaml", Folder.SPECIFICATION);
        Kspec.Ended ended = resolve("""
                policyInheritance: {basePolicies: [small]}
                  podSecurity: {enforce: privileged}
                """);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("warning: spec.podSecurity.enforce: demands less than");
    }

    private Kspec.Ended resolve(String spec) {
        String file = new Folder(directory).write("top.yaml", """
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: top}
                spec:
                  %s""".formatted(spec));
        String library = directory.resolve("library").toString();
        return Kspec.at(directory).run("validate", "--resolve", "-f", file, "--library", library);
    }

    private Kspec.Ended validate(String text) {
        String file = new Folder(directory).write("spec.yaml", text);
        return Kspec.at(directory).run("validate", "-f", file);
    }
}
