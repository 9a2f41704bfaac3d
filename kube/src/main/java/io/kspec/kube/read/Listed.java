package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/// What one list request came to.
sealed interface Listed {
    record Items(List<JsonNode> items) implements Listed {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Refused(KubernetesClientException why) implements Listed {
        private static final int FORBIDDEN = 403;
        private static final int NOT_FOUND = 404;

        boolean forbidden() {
            return why.getCode() == FORBIDDEN;
        }

        boolean notServed() {
            return why.getCode() == NOT_FOUND;
        }
    }
}
