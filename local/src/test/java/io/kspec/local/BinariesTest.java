package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {
    @TempDir
    Path root;

    @Test
    void theOptionWinsOverTheVariable() {
        Surroundings surroundings = surroundings(Map.of("KSPEC_KUBE_BIN", "/from-variable"));
        LocalOptions options = LocalOptions.defaults();
        assertThat(Binaries.find(options.withBin(Path.of("/from-option")), surroundings, Progress.silent()))
                .isEqualTo(new Binaries(Path.of("/from-option")));
        assertThat(Binaries.find(options, surroundings, Progress.silent()))
                .isEqualTo(new Binaries(Path.of("/from-variable")));
    }

    @Test
    void otherwiseTheScriptIsRunAndItsLastLineIsTheDirectory() {
        script("echo 'building etcd' >&2; echo /built/bin; echo");
        List<String> progress = new ArrayList<>();
        assertThat(Binaries.find(LocalOptions.defaults(), surroundings(Map.of()), progress::add))
                .isEqualTo(new Binaries(Path.of("/built/bin")));
        assertThat(progress).containsExactly("building etcd");
    }

    @Test
    void aFailedBuildIsReportedWithWhatItSaid() {
        script("echo 'Go 1.26 is needed' >&2; exit 3");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> Binaries.find(LocalOptions.defaults(), surroundings(Map.of()), Progress.silent()))
                .withMessageContaining("the build of the Kubernetes programs failed")
                .withMessageContaining("Go 1.26 is needed");
    }

    @Test
    void aBuildThatPrintsNoDirectoryIsAFailure() {
        script("exit 0");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> Binaries.find(LocalOptions.defaults(), surroundings(Map.of()), Progress.silent()))
                .withMessageContaining("printed no directory");
    }

    @Test
    void withoutVariableAndScriptTheMessageSaysHowToGetThePrograms() {
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> Binaries.find(LocalOptions.defaults(), surroundings(Map.of()), Progress.silent()))
                .withMessageContaining("tools/kubernetes/build")
                .withMessageContaining("Set KSPEC_KUBE_BIN");
        Surroundings nowhere = new Surroundings(Map.of("KSPEC_KUBE_BIN", " "), Optional.empty(), root);
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> Binaries.find(LocalOptions.defaults(), nowhere, Progress.silent()))
                .withMessageContaining("KSPEC_KUBE_BIN is not set");
    }

    @Test
    void everyMissingProgramIsNamedAtOnce() throws Exception {
        FakePrograms.program(root, "etcd", "exit 0");
        Files.writeString(root.resolve("kwok"), "not executable");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> new Binaries(root).require(EnumSet.allOf(Component.class)))
                .satisfies(failure -> {
                    assertThat(failure.what())
                            .isEqualTo("missing: kube-apiserver, kube-controller-manager, kube-scheduler, kwok");
                    assertThat(failure.where()).isEqualTo(root.toString());
                });
    }

    @Test
    void aProgramThatIsNotWantedMayBeMissing() {
        FakePrograms.program(root, "etcd", "exit 0");
        assertThat(new Binaries(root).require(EnumSet.of(Component.ETCD)).directory())
                .isEqualTo(root);
    }

    private void script(String body) {
        FakePrograms.program(root.resolve("tools/kubernetes"), "build", body);
    }

    private Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(environment, Optional.of(root), root);
    }
}
