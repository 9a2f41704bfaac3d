package io.kspec.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may know whom. The arrows are those of docs/decisions/0001; an arrow that is not drawn fails here.
final class ArchitectureTest {
    private static final List<String> MODULES =
            List.of("core", "lifecycle", "kube", "local", "testkit", "operator", "server", "cli", "bench");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kspec");

    @Test
    void theImporterSeesTheProduct() {
        assertThat(PRODUCT).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "lifecycle", "kube", "local", "testkit", "operator", "server", "cli"})
    void everyModuleIsSeen(String module) {
        assertThat(PRODUCT).anyMatch(type -> type.getPackageName().startsWith("io.kspec." + module));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    core      |
                    lifecycle | core
                    kube      | core, lifecycle
                    local     |
                    testkit   | core, local
                    operator  | core, kube
                    server    | core, lifecycle, kube
                    cli       | core, lifecycle, kube, local
                    """)
    void aModuleKnowsOnlyWhatIsDrawn(String module, String known) {
        arrows(module, known == null ? "" : known).check(PRODUCT);
    }

    @Test
    void anArrowThatIsNotDrawnIsSeen() {
        assertThatThrownBy(() -> arrows("operator", "core").check(PRODUCT)).hasMessageContaining("io.kspec.kube");
    }

    @Test
    void whatIsPureDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kspec.core..", "io.kspec.lifecycle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client..",
                        "io.fabric8.kubernetes.api..",
                        "io.javaoperatorsdk..",
                        "io.vertx..",
                        "io.netty..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "java.net.http..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould(ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }

    @Test
    void whatIsPureAsksNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kspec.core..", "io.kspec.lifecycle..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(PRODUCT);
    }

    @Test
    void featuresFormNoCycles() {
        slices().matching("io.kspec.(*).(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    /// Test scope included: what is not in a pom cannot be on a class path.
    @ParameterizedTest
    @ValueSource(strings = {"mockito", "easymock", "jmock", "powermock", "mockk", "jmockit"})
    void nothingDependsOnAMockingLibrary(String library) {
        assertThat(Repository.files("pom.xml")).isNotEmpty().allSatisfy(pom -> assertThat(Repository.text(pom))
                .as("%s", pom)
                .doesNotContainIgnoringCase(library));
    }

    /// `FakeNodes` is no double: the nodes of a local cluster are fake for its users as well.
    @Test
    void testDoublesLiveInTestkitOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kspec.testkit..")
                .and()
                .doNotHaveSimpleName("FakeNodes")
                .should()
                .haveNameMatching(".*[.$](Fake|Mock|Stub|Dummy|InMemory)[A-Z]\\w*")
                .check(PRODUCT);
    }

    @Test
    void theProductKnowsNoTestLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kspec.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility..", "io.kspec.testkit..")
                .check(PRODUCT);
    }

    private static ArchRule arrows(String module, String known) {
        Set<String> drawn = Set.of(known.split(", "));
        String[] others = MODULES.stream()
                .filter(other -> !other.equals(module) && !drawn.contains(other))
                .map(other -> "io.kspec." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.kspec." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
