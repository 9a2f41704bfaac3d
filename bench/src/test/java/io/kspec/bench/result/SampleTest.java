package io.kspec.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleTest {
    @Test
    void aPercentileIsAlwaysSomethingThatWasMeasured() {
        var fifty = new Sample(IntStream.rangeClosed(1, 50).mapToDouble(i -> i).toArray());
        assertThat(fifty.median()).isEqualTo(25);
        assertThat(fifty.percentile(95)).isEqualTo(48);
        assertThat(fifty.percentile(99)).isEqualTo(50);
        assertThat(new Sample(new double[] {7}).percentile(50)).isEqualTo(7);
    }
}
