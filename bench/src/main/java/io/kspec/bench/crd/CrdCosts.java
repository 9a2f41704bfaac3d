package io.kspec.bench.crd;

import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What JMH measures.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CrdCosts {
    static final int LARGE = 1024 * 1024;
    static final int USUAL = 20 * 1024;
    static final int MANY = 50;

    private final String liveText =
            CrdSubjects.definition(LARGE, false, "gadgets").toString();
    private final String nextText =
            CrdSubjects.definition(LARGE, true, "gadgets").toString();
    private final Pair large = Pair.of(LARGE, "gadgets");
    private final List<Pair> many = IntStream.range(0, MANY)
            .mapToObj(number -> Pair.of(USUAL, "gadgets%ds".formatted(number)))
            .toList();

    private record Pair(Crd live, Crd next) {
        static Pair of(int bytes, String plural) {
            return new Pair(
                    CrdSubjects.read(CrdSubjects.definition(bytes, false, plural)),
                    CrdSubjects.read(CrdSubjects.definition(bytes, true, plural)));
        }

        Comparison compare() {
            return CrdComparison.compare(Optional.of(live), next, Surroundings.none());
        }
    }

    /// Two documents of 1 MB each, in both directions.
    @Benchmark
    public Comparison compare() {
        return large.compare();
    }

    /// The same from their JSON.
    @Benchmark
    public Comparison readAndCompare() {
        return new Pair(CrdSubjects.read(CrdSubjects.parsed(liveText)), CrdSubjects.read(CrdSubjects.parsed(nextText)))
                .compare();
    }

    /// All definitions of an operator that has fifty.
    @Benchmark
    public List<Comparison> compareMany() {
        return many.stream().map(Pair::compare).toList();
    }
}
