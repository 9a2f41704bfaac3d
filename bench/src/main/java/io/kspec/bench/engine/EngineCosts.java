package io.kspec.bench.engine;

import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What JMH measures.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineCosts {
    private final ClusterSpec production = EngineSubjects.production();
    private final Rulebook rulebook = EngineSubjects.rulebook(production);
    private final Workload pod = Workload.of(EngineSubjects.pod()).orElseThrow();
    private final Circumstances now = new Circumstances(NamespaceLabels.UNKNOWN, Instant.EPOCH);

    /// One pod, by every rule of the production specification.
    @Benchmark
    public List<Judgement> judge() {
        return rulebook.judge(pod, now);
    }

    /// The production specification, from its records to a rulebook.
    @Benchmark
    public Rulebook compile() {
        return EngineSubjects.rulebook(production);
    }
}
