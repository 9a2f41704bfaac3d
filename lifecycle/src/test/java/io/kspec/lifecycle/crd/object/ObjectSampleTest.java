package io.kspec.lifecycle.crd.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectSampleTest {
    @Test
    void fewObjectsAreAllKept() {
        assertThat(names(sample(4, "b/1", "a/1", "/1"))).containsExactly("1", "a/1", "b/1");
    }

    @Test
    void aLargeNamespaceDoesNotHideSmallOnesWhateverTheirOrder() {
        assertThat(names(sample(4, "a/1", "a/2", "a/3", "a/4", "a/5", "b/1", "c/1")))
                .containsExactly("a/1", "a/2", "b/1", "c/1");
        assertThat(names(sample(4, "0/1", "b/1", "c/1", "c/2", "c/3", "c/4")))
                .containsExactly("0/1", "b/1", "c/1", "c/2");
    }

    @Test
    void moreNamespacesThanPlacesFillEveryPlaceOnce() {
        assertThat(sample(2, "a/1", "a/2", "b/1", "c/1", "d/1").objects()).hasSize(2);
    }

    private static ObjectSample sample(int most, String... objects) {
        var sample = new ObjectSample(most);
        for (String object : objects) {
            String[] place = object.split("/", 2);
            ObjectNode thing = Json.thing("{}");
            thing.withObject("/metadata").put("namespace", place[0]).put("name", place[1]);
            sample.add(thing);
        }
        return sample;
    }

    private static List<String> names(ObjectSample sample) {
        return sample.objects().stream()
                .map(object -> ObjectRef.of("", object).display())
                .toList();
    }
}
