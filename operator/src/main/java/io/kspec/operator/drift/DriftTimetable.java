package io.kspec.operator.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.drift.config.DriftConfigConditions;
import io.kspec.core.drift.config.DriftConfigValidation;
import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.drift.config.DriftSchedule;
import io.kspec.core.drift.config.DriftSettings;
import io.kspec.core.status.DriftConfigStatus;
import io.kspec.core.validation.SpecProblem;
import io.kspec.kube.resource.DriftConfig;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has everything compared when a DriftConfig says so, and keeps the statuses of DriftConfigs: written only when they
/// change. One thread does all of it.
public final class DriftTimetable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftTimetable.class);
    private static final String MANAGER = "kspec-driftconfigs";
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final DriftConfigCache configs;
    private final Setting setting;
    private final ObjectWriter writer;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();
    /// When each DriftConfig, by its UID, was first seen and had everything compared.
    private final Map<String, Instant> seen = new HashMap<>();

    private final Map<String, Instant> ran = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, DriftConfigStatus> written = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drift-timetable").daemon().factory());

    /// What a timetable needs of others.
    ///
    /// @param compareAll compares everything, then runs what it is given
    /// @param active the specifications in force, by name
    /// @param open how much drift of a specification is open
    /// @param usual time between two comparisons where a DriftConfig does not say
    public record Setting(
            Consumer<Runnable> compareAll, Supplier<List<String>> active, ToIntFunction<String> open, Duration usual) {}

    /// @param term while it holds, statuses are written
    public DriftTimetable(KubernetesClient client, DriftConfigCache configs, Setting setting, Term term, Clock clock) {
        this.configs = configs;
        this.setting = setting;
        this.writer = new ObjectWriter(client, MANAGER, term::holds);
        this.clock = clock;
        wake();
    }

    /// Something changed that a status or a time may depend on. Never waits.
    public void wake() {
        try {
            thread.execute(this::turn);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the term is over");
        }
    }

    private void turn() {
        try {
            Instant now = clock.instant();
            DriftConfigs all = configs.now();
            configs.objects().stream()
                    .flatMap(config -> look(config, all, now).stream())
                    .min(Instant::compareTo)
                    .ifPresent(next -> wakeAfter(Duration.between(now, next)));
        } catch (RuntimeException fault) { // the loop's edge: later times must still be kept
            LOG.error("DriftConfigs could not be looked after", fault);
        }
    }

    /// When to look again; empty when nothing is due by itself.
    private Optional<Instant> look(DriftConfig config, DriftConfigs all, Instant now) {
        String uid = config.getMetadata().getUid();
        List<SpecProblem> problems = DriftConfigValidation.of(config.getSpec());
        List<String> specifications = setting.active().get().stream()
                .filter(name -> all.chosen(name).filter(one -> is(one, config)).isPresent())
                .toList();
        boolean holds = problems.isEmpty() && !specifications.isEmpty();
        Optional<Instant> last = lastRun(config);
        Optional<Instant> next = holds ? next(config, last, now) : Optional.empty();
        if (next.isPresent() && !next.get().isAfter(now)) {
            if (running.add(uid)) {
                setting.compareAll().accept(() -> compared(uid));
            }
            return Optional.empty();
        }
        var facts = new DriftConfigConditions.Facts(
                Objects.requireNonNullElse(config.getMetadata().getGeneration(), 0L),
                problems,
                holds,
                last,
                next,
                specifications.stream().mapToInt(setting.open()).sum());
        return write(config, facts, now) ? next : Optional.of(now.plus(AGAIN));
    }

    private static boolean is(DriftConfigs.Named one, DriftConfig config) {
        return one.name().equals(config.getMetadata().getName())
                && one.namespace().equals(config.getMetadata().getNamespace());
    }

    private void compared(String uid) {
        ran.put(uid, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        running.remove(uid);
        wake();
    }

    /// An interval begins with a comparison; the first time of a schedule is the first after it was seen.
    private Optional<Instant> next(DriftConfig config, Optional<Instant> last, Instant now) {
        DriftSchedule schedule =
                DriftSettings.of(config.getSpec()).schedule().orElseGet(() -> new DriftSchedule.Every(setting.usual()));
        Instant first = seen.computeIfAbsent(config.getMetadata().getUid(), _ -> now);
        return switch (schedule) {
            case DriftSchedule.Every every -> last.isEmpty() ? Optional.of(now) : every.after(last.get());
            case DriftSchedule.At at -> at.after(last.orElse(first));
        };
    }

    /// Also what a leader before this one had compared.
    private Optional<Instant> lastRun(DriftConfig config) {
        Instant own = ran.get(config.getMetadata().getUid());
        if (own != null) {
            return Optional.of(own);
        }
        try {
            return Optional.ofNullable(config.getStatus())
                    .map(DriftConfigStatus::lastRun)
                    .map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// False when somebody wrote in between.
    private boolean write(DriftConfig config, DriftConfigConditions.Facts facts, Instant now) {
        String uid = config.getMetadata().getUid();
        Optional<DriftConfigStatus> before = Optional.ofNullable(written.getOrDefault(uid, config.getStatus()));
        DriftConfigStatus status = DriftConfigConditions.of(
                facts, before.map(DriftConfigStatus::conditions).orElse(List.of()), now);
        if (before.filter(status::equals).isPresent()) {
            return true;
        }
        ObjectNode object = mapper.valueToTree(config);
        object.set("status", mapper.valueToTree(status));
        return switch (writer.writeStatus(ObjectKind.DRIFT_CONFIG, object, "drift was looked for")) {
            case Outcome.Done _ -> {
                written.put(uid, status);
                yield true;
            }
            case Outcome.Outdated _ -> false;
            case Outcome.Refused refused -> {
                LOG.warn(
                        "the status of a DriftConfig was refused: {}",
                        refused.why().sentence());
                yield false;
            }
        };
    }

    private void wakeAfter(Duration wait) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::turn, Math.max(1, wait.toMillis() + 1), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
