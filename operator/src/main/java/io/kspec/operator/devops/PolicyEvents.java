package io.kspec.operator.devops;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events. An event that cannot be written is logged and forgotten: it never keeps anything from being done.
final class PolicyEvents {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyEvents.class);
    private static final String CONTROLLER = "kspec.io/devops";
    private static final int LONGEST_NOTE = 1000;

    private final KubernetesClient client;
    private final Term term;
    private final Clock clock;

    PolicyEvents(KubernetesClient client, Term term, Clock clock) {
        this.client = client;
        this.term = term;
        this.clock = clock;
    }

    /// An event is expected news, or a warning.
    enum Kind {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    void tell(HasMetadata of, Kind kind, String reason, String note) {
        tell(
                new ObjectReferenceBuilder()
                        .withApiVersion(of.getApiVersion())
                        .withKind(of.getKind())
                        .withNamespace(of.getMetadata().getNamespace())
                        .withName(of.getMetadata().getName())
                        .withUid(of.getMetadata().getUid())
                        .build(),
                kind,
                reason,
                note);
    }

    void tell(ObjectReference of, Kind kind, String reason, String note) {
        if (!term.holds()) {
            return;
        }
        try {
            client.resource(new EventBuilder()
                            .withNewMetadata()
                            .withNamespace(of.getNamespace())
                            .withGenerateName(of.getName() + ".")
                            .endMetadata()
                            .withEventTime(new MicroTime(clock.instant()
                                    .truncatedTo(ChronoUnit.MICROS)
                                    .toString()))
                            .withRegarding(of)
                            .withReportingController(CONTROLLER)
                            .withReportingInstance(CONTROLLER.replace('/', '-'))
                            .withAction("Evaluate")
                            .withType(kind.word)
                            .withReason(reason)
                            .withNote(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) + "…" : note)
                            .build())
                    .create();
        } catch (KubernetesClientException refused) {
            LOG.warn(
                    "the event {} of {} {} could not be written: {}",
                    reason,
                    of.getKind(),
                    of.getName(),
                    refused.getMessage());
        }
    }
}
