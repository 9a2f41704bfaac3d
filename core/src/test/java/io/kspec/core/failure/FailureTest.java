package io.kspec.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FailureTest {
    static Stream<Failure> everyFailure() {
        return Stream.of(
                new Failure.Forbidden("list", "pods", "shop"),
                new Failure.Unauthenticated("https://127.0.0.1:6443"),
                new Failure.Unreachable("https://127.0.0.1:6443", "Connection refused"),
                new Failure.ServerError("list pods", "500 Internal Server Error"),
                new Failure.NotBuilt("spec.rules"),
                new Failure.BreakerOpen("prod"),
                new Failure.CutOff("the expression took more than 10 steps", "Pod shop/web"),
                new Failure.Malformed("this is no YAML", "pod.yaml:3:1", "Correct the line."),
                new Failure.InternalFault("a rule threw", "pod shop/web"));
    }

    @ParameterizedTest
    @MethodSource("everyFailure")
    void everyFailureSaysWhatWhereAndWhatToDoNow(Failure failure) {
        assertThat(failure.sentence())
                .isEqualTo("%s (%s). %s".formatted(failure.what(), failure.where(), failure.remedy()));
        assertThat(List.of(failure.what(), failure.where(), failure.remedy())).allMatch(text -> !text.isBlank());
        assertThat(failure.remedy()).endsWith(".");
    }

    @Test
    void everyKindOfFailureIsAmongThem() {
        assertThat(everyFailure().map(Object::getClass).distinct())
                .hasSize(Failure.class.getPermittedSubclasses().length);
    }

    @Test
    void aReasonIsOneWordForConditions() {
        assertThat(new Failure.Forbidden("list", "pods", "shop").reason()).isEqualTo("Forbidden");
        assertThat(new Failure.Forbidden("list", "pods", "shop").sentence())
                .isEqualTo("may not list pods (shop). Grant the verb list on pods in shop.");
    }
}
