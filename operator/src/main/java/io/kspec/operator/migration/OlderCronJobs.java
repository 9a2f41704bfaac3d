package io.kspec.operator.migration;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of CronJobs by which an older kspec watched this cluster. Nothing is migrated and nothing removed: that is
/// the user's decision (docs/migration.md). Looks once, when a term begins.
public final class OlderCronJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OlderCronJobs.class);
    private static final Set<String> NAMES = Set.of("kspec-drift-monitor", "kspec-drift-remediate");
    private static final String REASON = "OlderKspecInstalled";
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final Clock clock;
    private final Thread look;

    /// Returns at once.
    public OlderCronJobs(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.look = Thread.ofVirtual().name("older cron jobs").start(this::tellOfAll);
    }

    private void tellOfAll() {
        try {
            older().forEach(this::tell);
        } catch (KubernetesClientException refused) {
            LOG.warn("CronJobs of an older kspec could not be looked for: {}", refused.getMessage());
        }
    }

    private List<CronJob> older() {
        return client.batch().v1().cronjobs().inAnyNamespace().list().getItems().stream()
                .filter(job -> NAMES.contains(job.getMetadata().getName()))
                .toList();
    }

    private void tell(CronJob job) {
        String told = ("CronJob %s/%s of an older kspec runs beside the operator, which does its work. Go over with"
                        + " kspec migrate, then delete it: docs/migration.md.")
                .formatted(job.getMetadata().getNamespace(), job.getMetadata().getName());
        LOG.warn("{}", told);
        try {
            client.v1()
                    .events()
                    .inNamespace(job.getMetadata().getNamespace())
                    .resource(event(job, told))
                    .create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != CONFLICT) { // it was told already, and the event is still there
                LOG.warn("the event about it could not be written: {}", refused.getMessage());
            }
        }
    }

    /// Always of the same name, so that each new leader does not say it again.
    private Event event(CronJob job, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(job.getMetadata().getName() + ".older-kspec")
                .withNamespace(job.getMetadata().getNamespace())
                .endMetadata()
                .withType("Warning")
                .withReason(REASON)
                .withMessage(message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("kspec-operator")
                .endSource()
                .withNewInvolvedObject()
                .withApiVersion("batch/v1")
                .withKind("CronJob")
                .withName(job.getMetadata().getName())
                .withNamespace(job.getMetadata().getNamespace())
                .withUid(job.getMetadata().getUid())
                .endInvolvedObject()
                .build();
    }

    /// Waits until it has looked.
    @Override
    public void close() {
        look.interrupt();
        try {
            look.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
