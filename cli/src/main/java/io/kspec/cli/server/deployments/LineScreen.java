package io.kspec.cli.server.deployments;

import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.terminal.Printable;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A line for every change, with its time: for logs of pipelines.
final class LineScreen implements Screen {
    private static final String WHOLE = "";

    private final PrintWriter out;
    private final Map<String, String> told = new HashMap<>();

    LineScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Deployment deployment, Instant now) {
        String waiting = Cells.text(deployment.waitingFor());
        changed(WHOLE, "%s waiting for %s".formatted(DeploymentText.status(deployment), waiting))
                .ifPresent(_ -> line(now, DeploymentText.headline(deployment, now)));
        for (Deployment.OnCluster one : deployment.clusterStatuses()) {
            String name = Cells.text(one.clusterName());
            String health = one.healthCheck() == null
                    ? ""
                    : Cells.text(one.healthCheck().lastResult());
            changed(name, "%s %s %s".formatted(one.status(), health, one.errorMessage()))
                    .ifPresent(_ -> line(now, cluster(one, name, health)));
        }
        out.flush();
    }

    private static String cluster(Deployment.OnCluster one, String name, String health) {
        var text = new StringBuilder("%s: %s".formatted(name, Cells.text(one.status())));
        if (!health.isEmpty() && !health.equals(Cells.NOTHING)) {
            text.append(", ").append(health);
        }
        if (one.errorMessage() != null) {
            text.append(", ").append(one.errorMessage());
        }
        return text.toString();
    }

    /// Empty when the same was told already.
    private Optional<String> changed(String of, String state) {
        return state.equals(told.put(of, state)) ? Optional.empty() : Optional.of(state);
    }

    private void line(Instant now, String text) {
        out.println("%s %s".formatted(now.truncatedTo(ChronoUnit.SECONDS), Printable.line(text)));
    }

    @Override
    public void note(String text) {
        changed(WHOLE, text).ifPresent(_ -> out.println(Printable.line(text)));
        out.flush();
    }

    @Override
    public void end(Deployment deployment, Instant now) {
        show(deployment, now);
        if (deployment.errorMessage() != null) {
            line(now, "failed by: " + deployment.errorMessage());
        }
        if (deployment.rollbackReason() != null) {
            line(now, "taken back because: " + deployment.rollbackReason());
        }
        out.flush();
    }
}
