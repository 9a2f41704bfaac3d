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

    private Kspec.Ended validate(String text) {
        String file = new Folder(directory).write("spec.yaml", text);
        return Kspec.at(directory).run("validate", "-f", file);
    }
}
