package io.kspec.operator.migration;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.write.ObjectKind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of CronJobs by which an older kspec watched this cluster. Nothing is migrated and nothing removed: that is
/// the user's decision (docs/migration.md). Looks once, when a term begins.
public final class OlderCronJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OlderCronJobs.class);
    private static final List<String> NAMES = List.of("kspec-drift-monitor", "kspec-drift-remediate");
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

    private List<GenericKubernetesResource> older() {
        return NAMES.stream()
                .flatMap(name -> client
                        .genericKubernetesResources(ObjectKind.CRON_JOB.context())
                        .inAnyNamespace()
                        .withField("metadata.name", name)
                        .list()
                        .getItems()
                        .stream())
                .toList();
    }

    private void tell(GenericKubernetesResource job) {
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
    private Event event(GenericKubernetesResource job, String message) {
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
