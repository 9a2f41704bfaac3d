package io.kspec.cli.enforce;

import io.kspec.cli.policy.Standing;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;

/// Carries out what the standing of each object asks for.
final class PolicyWriting {
    private final ObjectWriter writer;
    private final DryRun dryRun;
    private final boolean prune;

    /// @param prune whether what is not asked for any more goes
    PolicyWriting(ObjectWriter writer, DryRun dryRun, boolean prune) {
        this.writer = writer;
        this.dryRun = dryRun;
        this.prune = prune;
    }

    PolicyStep step(Standing standing) {
        return switch (standing) {
            case Standing.Equal _ -> new PolicyStep("unchanged", standing, "as it should be", false);
            case Standing.Missing missing ->
                written(
                        "create",
                        standing,
                        new Change.Create(missing.kind(), missing.object(), "a specification asks for it"));
            case Standing.Differs differs ->
                differs.ours()
                        ? written("change", standing, replacement(differs))
                        : new PolicyStep(
                                "refuse",
                                standing,
                                "an object of this name does not carry the marks of this specification."
                                        + " Rename or delete it, or rename the specification.",
                                true);
            case Standing.Stale stale ->
                prune
                        ? written(
                                "remove",
                                standing,
                                new Change.Remove(stale.kind(), stale.object(), "nothing asks for it"))
                        : new PolicyStep("keep", standing, "nothing asks for it any more; --prune removes it", false);
            case Standing.Unread unread ->
                new PolicyStep("refuse", standing, unread.why().sentence(), true);
        };
    }

    private static Change replacement(Standing.Differs differs) {
        return new Change.Replace(
                differs.kind(),
                differs.object(),
                differs.live().path("metadata").path("resourceVersion").asText(""),
                "it is not as the specification asks");
    }

    private PolicyStep written(String action, Standing standing, Change change) {
        return switch (dryRun) {
            case CLIENT -> new PolicyStep(action, standing, "would be done (client dry run)", false);
            case SERVER -> answered(action, standing, writer.preview(change), "accepted (server dry run)");
            case NONE -> answered(action, standing, writer.write(change), "done");
        };
    }

    private static PolicyStep answered(String action, Standing standing, Outcome outcome, String done) {
        return switch (outcome) {
            case Outcome.Done _ -> new PolicyStep(action, standing, done, false);
            case Outcome.Outdated _ ->
                new PolicyStep(action, standing, "somebody else wrote it meanwhile. Run the command again.", true);
            case Outcome.Refused refused ->
                new PolicyStep(action, standing, refused.why().sentence(), true);
        };
    }
}
