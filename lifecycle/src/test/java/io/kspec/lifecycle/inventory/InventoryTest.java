package io.kspec.lifecycle.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InventoryTest {
    @Test
    void eachObjectIsSameChangedRecreatedMissingOrExtra() {
        Inventory before = Inventory.empty(List.of())
                .with(List.of(thing("a", "1", "{x: 1}"), thing("b", "2", "{x: 1}")))
                .with(List.of(thing("c", "3", "{x: 1}"), thing("d", "4", "{x: 1}")));
        Inventory after = Inventory.empty(List.of())
                .with(List.of(
                        thing("a", "1", "{x: 1.0}"),
                        thing("b", "2", "{x: 2}"),
                        thing("c", "9", "{x: 1}"),
                        thing("e", "5", "{}")));

        InventoryDifference difference = InventoryDifference.between(before, after);

        assertThat(difference.same()).containsExactly("shop/a");
        assertThat(difference.changed()).containsExactly("shop/b");
        assertThat(difference.recreated()).containsExactly("shop/c");
        assertThat(difference.missing()).containsExactly("shop/d");
        assertThat(difference.extra()).containsExactly("shop/e");
        assertThat(difference.lost()).containsExactly("shop/c", "shop/d");
    }

    @Test
    void listedDefaultsMayMove() {
        List<String> tolerated = List.of("/spec/replicas", "/spec/ports/*/protocol");
        Inventory before =
                Inventory.empty(tolerated).with(List.of(thing("a", "1", "{replicas: 1, ports: [{number: 1}]}")));
        Inventory after = Inventory.empty(tolerated)
                .with(List.of(thing("a", "1", "{replicas: 2, ports: [{number: 1, protocol: TCP}]}")));

        assertThat(InventoryDifference.between(before, after).same()).containsExactly("shop/a");
    }

    @Test
    void inventoriesThatLeaveOutDifferentFieldsAreNotCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        InventoryDifference.between(Inventory.empty(List.of("/spec/a")), Inventory.empty(List.of())));
    }

    private static ObjectNode thing(String name, String uid, String spec) {
        ObjectNode thing = Json.thing(spec);
        thing.withObject("/metadata").put("name", name).put("uid", uid);
        return thing;
    }
}
