package io.kspec.cli.server.deployments;

import io.kspec.cli.server.answer.Cells;
import java.time.Duration;
import java.time.Instant;

/// Why a deployment does not go on at once.
final class Waiting {
    private Waiting() {}

    /// `approval, 23h left`; a dash where nothing is waited for.
    static String why(Deployment deployment, Instant now) {
        if (deployment.state() != State.UNDER_WAY) {
            return Cells.NOTHING;
        }
        if (Boolean.TRUE.equals(deployment.cancelRequested())) {
            return "running clusters, then it is cancelled";
        }
        String what = what(Cells.text(deployment.waitingFor()));
        return deployment.waitingUntil() == null
                ? what
                : "%s, %s left".formatted(what, Cells.span(Duration.between(now, deployment.waitingUntil())));
    }

    private static String what(String word) {
        return switch (word) {
            case "Approval" -> "approval";
            case "Slot" -> "a free place: too many deployments run";
            case "Lock" -> "another deployment of this operator";
            case "EvaluationPeriod" -> "health over the evaluation period";
            case "Pause" -> "pause";
            case "ManualSwitch" -> "the switch by hand";
            case "RetryBackoff" -> "the next try";
            default -> word;
        };
    }

    /// The command by which somebody can end the waiting; empty text where only time can.
    static String next(Deployment deployment) {
        return switch (Cells.text(deployment.waitingFor())) {
            case "Approval" -> "kspec approvals list --deployment " + deployment.deploymentId();
            case "Pause" ->
                Boolean.TRUE.equals(deployment.paused()) ? "kspec deployments resume " + deployment.deploymentId() : "";
            case "ManualSwitch" -> "kspec deployments switch " + deployment.deploymentId();
            default -> "";
        };
    }
}
