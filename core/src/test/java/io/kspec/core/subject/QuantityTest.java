package io.kspec.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1Gi, 1024Mi",
        "1Gi, 1073741824",
        "0.5, 500m",
        "1e3, 1k",
        "1E3, 1000",
        "1E, 1000P",
        ".5, 500m",
        "1., 1",
        "0, 0Gi",
        "1500m, 1.5",
        "100e-3, 100m",
        "1n, 0.000000001",
        "+1, 1"
    })
    void amountsAreComparedByValue(String one, String other) {
        assertThat(Quantity.of(one)).isPresent().isEqualTo(Quantity.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1gi", "Gi", "1 Gi", "1e", "1e999", "one", "--1", "1KiB", "."})
    void whatTheApiServerWouldNotReadIsNoQuantity(String text) {
        assertThat(Quantity.of(text)).isEmpty();
    }

    @Test
    void theStoredFormsAreThoseOfTheApiServer() {
        assertThat(Quantity.of("1024Mi").orElseThrow().stored()).containsExactly("1073741824", "1Gi");
        assertThat(Quantity.of("0.1").orElseThrow().stored()).containsExactly("100m");
        assertThat(Quantity.of("1000").orElseThrow().stored()).containsExactly("1k");
        assertThat(Quantity.of("1536Mi").orElseThrow().stored()).contains("1536Mi");
        assertThat(Quantity.of("0").orElseThrow().stored()).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "0.5, 500m",
        "1000, 1k",
        "0.5Ki, 512",
        "1073741824e0, 1073741824",
        "1.073741824E9, 1073741824",
        "2e6, 2e6",
        "0, 0",
        "soon, soon",
        "99E, 99E"
    })
    void whatAUserWroteIsStoredAsTheApiServerStoresIt(String written, String stored) {
        assertThat(Quantity.stored(written)).isEqualTo(stored);
    }

    @Test
    void whatIsTooFineOrTooLargeHasNoStoredForm() {
        assertThat(Quantity.of("0.0000000001").orElseThrow().stored()).isEmpty();
        assertThat(Quantity.of("99E").orElseThrow().stored()).isEmpty();
    }

    @Property
    void everyStoredFormIsTheSameAmount(@ForAll @LongRange(min = 0) long amount) {
        Quantity quantity = Quantity.of(Long.toString(amount)).orElseThrow();
        assertThat(quantity.stored()).isNotEmpty().allSatisfy(form -> assertThat(Quantity.of(form))
                .contains(quantity));
    }
}
