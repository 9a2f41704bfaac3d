package io.kspec.operator.leadership;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes who leads into events of the Lease. Nothing depends on them.
final class LeaderEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderEvents.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String self;
    private final Clock clock;

    LeaderEvents(KubernetesClient client, String namespace, Identity self, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.self = self.holder();
        this.clock = clock;
    }

    /// Returns at once.
    ///
    /// @param what this replica did: `became leader`
    void say(String what) {
        Thread.ofVirtual().name("leader event").start(() -> write(self + " " + what));
    }

    private void write(String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(KubernetesLease.NAME + "-")
                .withNamespace(namespace)
                .endMetadata()
                .withType("Normal")
                .withReason("LeaderElection")
                .withMessage(message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("kspec-operator")
                .endSource()
                .withNewInvolvedObject()
                .withApiVersion("coordination.k8s.io/v1")
                .withKind("Lease")
                .withName(KubernetesLease.NAME)
                .withNamespace(namespace)
                .endInvolvedObject()
                .build();
        try {
            client.v1().events().inNamespace(namespace).resource(event).create();
        } catch (KubernetesClientException refused) {
            LOG.debug("the event \"{}\" could not be written", message, refused);
        }
    }
}
