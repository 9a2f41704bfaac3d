package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.failure.Failure;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.guard.GuardState.Count;
import io.kspec.operator.guard.GuardState.InForce;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TallyTest {
    private static final Guard POLICY = guard(ObjectKind.VALIDATING_ADMISSION_POLICY);
    private static final Guard BINDING = guard(ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING);

    @Test
    void aPolicyStandsWithItsBinding() {
        InForce prod = tally(List.of(new Stand.Right(POLICY), new Stand.Right(BINDING)), List.of());
        assertThat(prod.natives()).isEqualTo(new Count(1, 1));
        assertThat(prod.pending()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("loose")
    void aPolicyWhoseBindingDoesNotStandDoesNotEither(Stand binding) {
        assertThat(tally(List.of(new Stand.Right(POLICY), binding), List.of()).natives())
                .isEqualTo(new Count(0, 1));
    }

    static Stream<Stand> loose() {
        return Stream.of(
                new Stand.Differs(BINDING),
                new Stand.Waiting(BINDING),
                new Stand.Paused(BINDING, Instant.EPOCH),
                new Stand.LeftAlone(BINDING),
                new Stand.Taken(BINDING),
                new Stand.Blocked(BINDING, new Failure.Forbidden("write", "x", "y")));
    }

    @Test
    void whatCannotBeWrittenIsOpenDrift() {
        var blocked = new Stand.Blocked(BINDING, new Failure.Forbidden("write", "x", "y"));
        assertThat(tally(List.of(blocked), List.of()).pending()).containsExactly("ValidatingAdmissionPolicyBinding x");
    }

    @Test
    void whatIsLeftAloneIsNamedNowhere() {
        InForce prod = tally(List.of(new Stand.LeftAlone(POLICY)), List.of());
        assertThat(prod.pending()).isEmpty();
        assertThat(prod.natives()).isEqualTo(new Count(0, 1));
    }

    @Test
    void fightsAndWhatWaitsAreNamed() {
        InForce prod = tally(List.of(new Stand.Right(POLICY), new Stand.Waiting(BINDING)), List.of(POLICY));
        assertThat(prod.fights()).containsExactly("ValidatingAdmissionPolicy x");
        assertThat(prod.waiting()).containsExactly("ValidatingAdmissionPolicyBinding x");
        assertThat(prod.pending()).containsExactly("ValidatingAdmissionPolicyBinding x");
    }

    private static InForce tally(List<Stand> stands, List<Guard> fights) {
        return Tally.of(stands, Map.of(), new Kyverno.Absent(), fights, true).of("prod");
    }

    private static Guard guard(ObjectKind kind) {
        return new Guard(new GuardId(kind, "x"), JsonNodeFactory.instance.objectNode(), List.of("prod"), true);
    }
}
