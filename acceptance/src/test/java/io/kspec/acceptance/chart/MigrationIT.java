package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the CronJobs of the older kspec to the operator, and back, by the very commands of `docs/migration.md`.
///
/// No pod runs on this cluster: the operator runs in this JVM as the chart's account, and hooks are left out.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class MigrationIT {
    private static final Path OLDER =
            Path.of("src", "test", "resources", "older-cronjobs").toAbsolutePath();
    private static final Path PAGE = Chart.ROOT.resolve("docs/migration.md");
    private static final String OLDER_OBJECTS = "cronjob/kspec-drift-monitor cronjob/kspec-drift-remediate"
            + " configmap/kspec-cluster-spec serviceaccount/kspec-drift-monitor";

    @Test
    void theStepsLeadFromTheCronJobsToTheOperatorAndBack(
            LocalKubernetes cluster, Kubectl kubectl, @TempDir Path scratch) {
        var shell = new DocumentedShell(cluster, scratch, OLDER);
        assertThat(kubectl.run("apply", "-f", OLDER.toString()).succeeded()).isTrue();

        shell.follow(PAGE, "## What you need");
        shell.follow(PAGE, "## From the CronJobs to the operator");

        assertThat(names(kubectl, "cronjob,configmap,serviceaccount"))
                .noneMatch(name -> name.contains("kspec-drift") || name.contains("kspec-cluster-spec"));
        assertThat(names(kubectl, "deployment")).containsExactly("deployment.apps/kspec-operator");
        assertThat(kubectl.run("get", "clusterspec", "production-cluster", "-o", "jsonpath={.spec.enforcement.mode}")
                        .stdout())
                .isEqualTo("monitor");
        try (var operator = OperatorOfTheChart.on(cluster)) {
            operator.awaitCondition("production-cluster", "Ready");
            assertThat(operator.reports()).isNotEmpty();
        }

        shell.follow(PAGE, "## Back");

        assertThat(names(kubectl, "deployment,service,networkpolicy,poddisruptionbudget"))
                .isEmpty();
        assertThat(names(kubectl, "validatingwebhookconfiguration,validatingadmissionpolicy,clusterspec"))
                .isEmpty();
        assertThat(kubectl.run(("get -n kspec-system " + OLDER_OBJECTS).split(" "))
                        .succeeded())
                .isTrue();
    }

    private static List<String> names(Kubectl kubectl, String kinds) {
        return kubectl.run("get", kinds, "-n", "kspec-system", "-o", "name")
                .stdout()
                .lines()
                .filter(name -> !name.equals("configmap/kube-root-ca.crt"))
                .toList();
    }
}
