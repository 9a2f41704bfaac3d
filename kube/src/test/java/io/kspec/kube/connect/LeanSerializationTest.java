package io.kspec.kube.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

final class LeanSerializationTest {
    private final KubernetesSerialization serialization = LeanSerialization.create();

    @Test
    void aPodOfAWatchStaysATree() {
        assertThat(event("v1", "Pod").getObject())
                .isInstanceOfSatisfying(
                        GenericKubernetesResource.class,
                        pod -> assertThat(pod.<String>get("spec", "nodeName")).isEqualTo("n1"));
    }

    /// Otherwise an expired watch (410) would be tried again for ever, and never listed anew.
    @Test
    void aWatchThatExpiredSaysSo() {
        assertThat(event("v1", "Status").getObject())
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    void aKindThatIsWatchedAsSuchIsNotReadTwice() {
        assertThat(event("v1", "Namespace").getObject()).isInstanceOf(Namespace.class);
    }

    private WatchEvent event(String apiVersion, String kind) {
        return serialization.unmarshal("""
                {"type": "MODIFIED", "object": {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "a"},
                  "code": 410, "spec": {"nodeName": "n1"}}}
                """.formatted(apiVersion, kind), WatchEvent.class);
    }
}
