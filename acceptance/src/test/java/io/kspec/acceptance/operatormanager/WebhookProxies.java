package io.kspec.acceptance.operatormanager;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.local.kubelet.LoopbackProxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stands in for the network of a cluster: every Service of a webhook is reachable as long as it exists.
final class WebhookProxies implements AutoCloseable {
    /// For the API server, so that Services can be listened at.
    static final String ADDRESSES = "--service-cluster-ip-range=127.254.0.0/16";

    private static final int HTTPS = 443;

    private final Map<String, LoopbackProxy> open = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final SharedIndexInformer<Service> services;

    WebhookProxies(KubernetesClient client) {
        this.client = client;
        this.services = client.services().inAnyNamespace().inform(new Follower());
    }

    private final class Follower implements ResourceEventHandler<Service> {
        @Override
        public void onAdd(Service service) {
            String namespace = service.getMetadata().getNamespace();
            String name = service.getMetadata().getName();
            if (name.endsWith("-webhook")) {
                open.put(service.getMetadata().getUid(), LoopbackProxy.start(client, namespace, name, HTTPS));
            }
        }

        @Override
        public void onUpdate(Service before, Service service) {
            // its address stays
        }

        @Override
        public void onDelete(Service service, boolean unseen) {
            Optional.ofNullable(open.remove(service.getMetadata().getUid())).ifPresent(LoopbackProxy::close);
        }
    }

    @Override
    public void close() {
        services.stop();
        open.values().forEach(LoopbackProxy::close);
    }
}
