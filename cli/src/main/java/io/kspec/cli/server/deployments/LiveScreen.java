package io.kspec.cli.server.deployments;

import io.kspec.cli.terminal.Printable;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rewrites the same lines of a terminal. Only so many clusters are shown that the lines stay on the screen, and long
/// lines are cut by the terminal itself: a line that it wraps would be two.
final class LiveScreen implements Screen {
    private static final int MOST_CLUSTERS = 15;
    private static final int RANKS = 4;
    private static final String NO_WRAPPING = "\u001b[?7l";
    private static final String WRAPPING = "\u001b[?7h";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private int shown;

    LiveScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Deployment deployment, Instant now) {
        var lines = new ArrayList<String>();
        lines.add(Printable.line(DeploymentText.headline(deployment, now)));
        List<Deployment.OnCluster> clusters = interesting(deployment);
        lines.addAll(DeploymentText.clusters(clusters, now));
        int hidden = deployment.clusterStatuses().size() - clusters.size();
        if (hidden > 0) {
            lines.add("and %d more".formatted(hidden));
        }
        String next = Waiting.next(deployment);
        if (!next.isEmpty()) {
            lines.add("Next: " + Printable.line(next));
        }
        rewrite(lines);
    }

    /// All where they fit; else those first where something happens or went wrong.
    private static List<Deployment.OnCluster> interesting(Deployment deployment) {
        List<Deployment.OnCluster> all = deployment.clusterStatuses();
        if (all.size() <= MOST_CLUSTERS) {
            return all;
        }
        var chosen = new ArrayList<Deployment.OnCluster>();
        for (int rank = 0; rank < RANKS; rank++) {
            for (Deployment.OnCluster one : all) {
                if (rank(one) == rank && chosen.size() < MOST_CLUSTERS) {
                    chosen.add(one);
                }
            }
        }
        return chosen;
    }

    private static int rank(Deployment.OnCluster one) {
        return switch (State.of(one.status())) {
            case ENDED_OTHERWISE -> 0;
            case UNDER_WAY -> one.startedAt() == null ? 2 : 1;
            case COMPLETED -> 3;
        };
    }

    @Override
    public void note(String text) {
        rewrite(List.of(Printable.line(text)));
    }

    @Override
    public void end(Deployment deployment, Instant now) {
        rewrite(DeploymentText.sheet(deployment, false, now));
    }

    private void rewrite(List<String> lines) {
        if (shown > 0) {
            out.print("\u001b[%dF".formatted(shown));
        }
        out.print(CLEAR_BELOW + NO_WRAPPING);
        lines.forEach(out::println);
        out.print(WRAPPING);
        out.flush();
        shown = lines.size();
    }
}
