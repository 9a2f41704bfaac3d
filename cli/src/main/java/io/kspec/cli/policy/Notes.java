package io.kspec.cli.policy;

import io.kspec.cli.cluster.Installation;
import io.kspec.cli.terminal.Terminal;

/// What somebody who works on policies by hand should know of the cluster.
public final class Notes {
    private Notes() {}

    /// Tells of CronJobs of the first kspec, and how to remove them.
    public static void ofCronJobs(Installation installation, Terminal terminal) {
        for (String job : installation.cronJobs()) {
            int slash = job.indexOf('/');
            terminal.note("the CronJob %s of the first kspec is still here; the operator does its work.".formatted(job)
                    + " Remove it: kubectl delete cronjob -n %s %s"
                            .formatted(job.substring(0, slash), job.substring(slash + 1)));
        }
    }
}
