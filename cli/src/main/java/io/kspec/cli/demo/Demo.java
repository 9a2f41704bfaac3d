package io.kspec.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/// Plays the scenes one after the other and tells of each. The first scene that does not truly happen ends the story.
final class Demo {
    private final Story story;
    private final BiConsumer<Scene, Stage> before;

    /// @param before what happens before each scene; nothing, unless a test wants to see a scene fail
    Demo(Story story, BiConsumer<Scene, Stage> before) {
        this.story = story;
        this.before = before;
    }

    static List<Scene> scenes() {
        return List.of(
                new WorkloadsAreApplied(),
                new OperatorIsRunning(),
                new ClusterIsJudged(),
                new PrivilegedPodIsRefused(),
                new PrivilegedDebugContainerIsRefused(),
                new CompliantPodIsAdmitted(),
                new LeftOutFieldsAreAdded(),
                new DeletedGuardComesBack(),
                new TamperedGuardIsMended(),
                new EnforcementComesInStages(),
                new NamespaceIsScored());
    }

    /// Whether every scene happened.
    boolean play(KubernetesClient client, Path kubeconfig, OperatorProcess operator) {
        var stage = new Stage(client, new Api(client), operator, kubeconfig);
        for (Scene scene : scenes()) {
            before.accept(scene, stage);
            long started = System.nanoTime();
            try {
                List<String> told = scene.play(stage);
                story.scene(scene.title(), (System.nanoTime() - started) / 1e9, told);
            } catch (SceneFailed failed) {
                story.failed(scene.title(), String.valueOf(failed.getMessage()));
                return false;
            }
        }
        return true;
    }
}
