package io.kspec.cli.demo;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Plays the scenes one after the other and tells of each. The first scene that does not truly happen ends the story.
final class Demo {
    private final Story story;
    private final BiConsumer<Scene, Stage> before;

    /// @param before what happens before each scene; nothing, unless a test wants to see a scene fail
    Demo(Story story, BiConsumer<Scene, Stage> before) {
        this.story = story;
        this.before = before;
    }

    private static final List<Scene> ONE_CLUSTER = List.of(
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

    private static final List<Scene> FLEET = List.of(
            new OperatorManagerIsUp(),
            new OperatorIsRolledOut(),
            new UpgradeKeepsEveryResource(),
            new LossyUpgradeWaits());

    /// @param own whether the cluster is the demo's own: operators are rolled out in no other
    static List<Scene> scenes(boolean own) {
        return own ? Stream.concat(ONE_CLUSTER.stream(), FLEET.stream()).toList() : ONE_CLUSTER;
    }

    /// Whether every scene happened.
    boolean play(List<Scene> scenes, Stage stage) {
        for (Scene scene : scenes) {
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
