package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Intent;
import io.kspec.kube.write.ObjectKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuardDecisionTest {
    private static final GuardId ID = new GuardId(ObjectKind.VALIDATING_ADMISSION_POLICY, "kspec-prod-x");

    @Test
    void aGuardThatWasNeverThereIsNew() {
        assertThat(decide(guard("a"), Map.of(), Map.of())).containsExactly(new GuardStep.Missing(guard("a"), false));
    }

    @Test
    void aGuardThatWasHeldAndIsGoneWasDeleted() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        assertThat(decide(guard("a"), Map.of(), held)).containsExactly(new GuardStep.Missing(guard("a"), true));
    }

    @Test
    void aGuardThatIsGoneAfterItsIntentChangedIsNew() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        assertThat(decide(guard("b"), Map.of(), held)).containsExactly(new GuardStep.Missing(guard("b"), false));
    }

    @Test
    void theVersionThatWasRightIsStillRight() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        assertThat(decide(guard("a"), Map.of(ID, stored("a", "1")), held))
                .containsExactly(new GuardStep.InForce(guard("a")));
    }

    @Test
    void anotherVersionThatSaysSomethingElseMustBeCompared() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        ObjectNode changed = stored("a", "2");
        changed.putObject("spec").put("more", true);
        assertThat(decide(guard("a"), Map.of(ID, changed), held))
                .containsExactly(new GuardStep.Unverified(guard("a"), changed, false));
    }

    @Test
    void aStatusThatOthersWriteIsNoChange() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        ObjectNode told = stored("a", "2");
        told.putObject("status").put("ready", true);
        assertThat(decide(guard("a"), Map.of(ID, told), held)).containsExactly(new GuardStep.InForce(guard("a")));
    }

    @Test
    void anObjectMadeAnewUnderTheSameNameMustBeCompared() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        ObjectNode other = stored("a", "1");
        other.withObject("/metadata").put("uid", "another");
        assertThat(decide(guard("a"), Map.of(ID, other), held))
                .containsExactly(new GuardStep.Unverified(guard("a"), other, false));
    }

    @Test
    void aNewIntentIsNoDrift() {
        var held = Map.of(ID, Held.of(guard("a").object(), stored("a", "1")));
        assertThat(decide(guard("b"), Map.of(ID, stored("a", "1")), held))
                .containsExactly(new GuardStep.Unverified(guard("b"), stored("a", "1"), true));
    }

    @Test
    void afterARestartTheMarkTellsTamperingFromANewIntent() {
        assertThat(decide(guard("a"), Map.of(ID, stored("a", "7")), Map.of()))
                .containsExactly(new GuardStep.Unverified(guard("a"), stored("a", "7"), false));
        assertThat(decide(guard("b"), Map.of(ID, stored("a", "7")), Map.of()))
                .containsExactly(new GuardStep.Unverified(guard("b"), stored("a", "7"), true));
    }

    @Test
    void whatNobodyAsksForAnyMoreIsStale() {
        assertThat(GuardDecision.decide(Map.of(), Map.of(ID, stored("a", "1")), Map.of()))
                .containsExactly(new GuardStep.Stale(ID, stored("a", "1")));
    }

    private static List<GuardStep> decide(Guard guard, Map<GuardId, ObjectNode> live, Map<GuardId, Held> held) {
        return GuardDecision.decide(Map.of(guard.id(), guard), live, held);
    }

    private static Guard guard(String intent) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata")
                .put("name", ID.name())
                .putObject("annotations")
                .put(Intent.ANNOTATION, intent);
        return new Guard(ID, object, List.of("prod"), true);
    }

    private static ObjectNode stored(String intent, String version) {
        ObjectNode object = guard(intent).object();
        object.withObject("/metadata").put("uid", "one").put("resourceVersion", version);
        return object;
    }
}
