package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.kube.pause.WebhookPause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a person switched admission off for a while, kept by a watch on the one object that says so. Tells the
/// beginning and the end of it as events. Used by the keeper's thread.
final class PauseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);

    private final KubernetesClient client;
    private final String namespace;
    private final ObjectMapper mapper = new ObjectMapper();
    private final SharedIndexInformer<ConfigMap> informer;
    private Optional<Pause> told = Optional.empty();

    /// Starts watching and returns when the object was looked for once; `changed` is called after every event.
    PauseWatch(KubernetesClient client, String namespace, Runnable changed) {
        this.client = client;
        this.namespace = namespace;
        this.informer = client.configMaps()
                .inNamespace(namespace)
                .withName(WebhookPause.NAME)
                .runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Wake(changed));
        informer.run();
    }

    /// Empty when admission is to be asked.
    Optional<Pause> at(Instant now) {
        Optional<Pause> pause = informer.getStore().list().stream()
                .filter(object -> object.getMetadata().getName().equals(WebhookPause.NAME))
                .findFirst()
                .flatMap(object -> Pause.of(mapper.valueToTree(object), now));
        if (!pause.equals(told)) {
            pause.ifPresentOrElse(
                    begun -> tell("WebhookDisabled", "Warning", "admission is not asked " + begun.sentence(), now),
                    () -> tell("WebhookEnabled", "Normal", "admission is asked again", now));
            told = pause;
        }
        return pause;
    }

    private void tell(String reason, String type, String note, Instant now) {
        LOG.warn("{}: {}", reason, note);
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(WebhookPause.NAME + "." + UUID.randomUUID())
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName(WebhookPause.NAME)
                .withNamespace(namespace)
                .endInvolvedObject()
                .withReason(reason)
                .withMessage(note)
                .withType(type)
                .withAction(reason)
                .withReportingComponent("kspec.io/operator")
                .withReportingInstance("guards")
                .withEventTime(new MicroTime(now.truncatedTo(ChronoUnit.MICROS).toString()))
                .build();
        try {
            client.v1().events().inNamespace(namespace).resource(event).create();
        } catch (KubernetesClientException refused) { // the log has it, and guards matter more
            LOG.warn("the event {} could not be written: {}", reason, refused.getMessage());
        }
    }

    @Override
    public void close() {
        informer.close();
    }

    private record Wake(Runnable changed) implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap object) {
            changed.run();
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            changed.run();
        }

        @Override
        public void onDelete(ConfigMap object, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
