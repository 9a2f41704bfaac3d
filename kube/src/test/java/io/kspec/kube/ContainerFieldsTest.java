package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.kspec.core.subject.ContainerFields;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// `core` knows the fields of containers without a Kubernetes client; here both meet.
final class ContainerFieldsTest {
    @Test
    void theFieldsOfAContainerAreThoseOfTheClientsModel() {
        assertThat(ContainerFields.ofContainers()).isEqualTo(paths(Container.class));
    }

    @Test
    void theFieldsOfAPodAreThoseOfTheClientsModel() {
        assertThat(ContainerFields.ofPods()).isEqualTo(paths(PodSpec.class));
    }

    private static Set<String> paths(Class<?> model) {
        var paths = new TreeSet<String>();
        collect("", model, paths);
        return paths;
    }

    private static void collect(String prefix, Class<?> model, Set<String> paths) {
        for (Field field : model.getDeclaredFields()) {
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            if (property != null) {
                String path = prefix + property.value();
                paths.add(path);
                if (Map.class.isAssignableFrom(field.getType())) {
                    paths.add(path + ".*");
                } else if (isObject(field.getType())) {
                    collect(path + ".", field.getType(), paths);
                }
            }
        }
    }

    private static boolean isObject(Class<?> type) {
        return KubernetesResource.class.isAssignableFrom(type) && type != IntOrString.class && type != Quantity.class;
    }
}
