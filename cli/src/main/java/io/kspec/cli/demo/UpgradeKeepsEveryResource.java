package io.kspec.cli.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A new version goes out, and every custom resource is the one it was before.
final class UpgradeKeepsEveryResource implements Scene {
    @Override
    public String title() {
        return "An upgrade goes out, and every custom resource is still there";
    }

    @Override
    public List<String> play(Stage stage) {
        Set<String> before = uids(stage);
        String rolledOut = OperatorIsRolledOut.rolledOut(stage.fleet(), DemoChart.WITH_COLOR);
        Set<String> after = uids(stage);
        if (before.size() != OperatorIsRolledOut.USERS_WROTE || !before.equals(after)) {
            throw new SceneFailed("%d of %d Gadgets are the ones that were there before"
                    .formatted(after.stream().filter(before::contains).count(), before.size()));
        }
        return List.of(rolledOut, "%d Gadgets before and after, the same UIDs".formatted(after.size()));
    }

    private static Set<String> uids(Stage stage) {
        return stage.api()
                .get(OperatorIsRolledOut.GADGETS + "?limit=500")
                .body()
                .path("items")
                .valueStream()
                .map(gadget -> gadget.path("metadata").path("uid").asText())
                .collect(Collectors.toSet());
    }
}
