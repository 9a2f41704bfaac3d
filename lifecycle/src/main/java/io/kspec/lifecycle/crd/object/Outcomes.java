package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.object.Simulation.Refusal;
import io.kspec.lifecycle.crd.object.schema.SchemaError;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gathers what the runs of one object come to, each kind of outcome once.
final class Outcomes {
    /// @param pointers without repetition
    /// @param because  one sentence
    private record Gathered(Set<String> pointers, String because) {}

    /// A mistake by where and what it is.
    ///
    /// @param rule which it is about, where that is not known to be broken; else empty
    private record Mistake(String pointer, Kind kind, String rule) {
        static Set<Mistake> of(List<Refusal> refusals) {
            return refusals.stream()
                    .flatMap(refusal -> refusal.errors().stream())
                    .map(Mistake::of)
                    .collect(Collectors.toSet());
        }

        static Mistake of(SchemaError error) {
            return new Mistake(error.pointer(), error.kind(), error.kind() == Kind.UNKNOWN ? error.message() : "");
        }
    }

    private final Map<Outcome.Kind, Gathered> found = new EnumMap<>(Outcome.Kind.class);

    void readBack(ReadBack readBack) {
        add(
                Outcome.Kind.PRUNED,
                readBack.pruned(),
                "is no longer declared: readers stop seeing it at once, and the "
                        + "next write of the object destroys it");
        add(
                Outcome.Kind.EMPTIED,
                readBack.emptied(),
                "is a null that goes or gets another value, or loses all it holds");
        add(Outcome.Kind.REDEFAULTED, readBack.redefaulted(), "gets another value by a default");
    }

    private void add(Outcome.Kind kind, List<String> pointers, String what) {
        if (!pointers.isEmpty()) {
            add(kind, pointers, "%s %s%s.".formatted(pointers.getFirst(), what, more(pointers.size())), false);
        }
    }

    /// @param refusals writes that fail under the schema of tomorrow
    /// @param today    the same writes that fail under that of today
    void refused(Outcome.Kind kind, List<Refusal> refusals, List<Refusal> today) {
        Set<Mistake> known = Mistake.of(today);
        var fresh = new ArrayList<Refusal>();
        var unsure = new ArrayList<Refusal>();
        var old = new ArrayList<Refusal>();
        for (Refusal refusal : refusals) {
            List<SchemaError> errors = refusal.errors().stream()
                    .filter(error -> !known.contains(Mistake.of(error)))
                    .toList();
            boolean sure = errors.stream().anyMatch(error -> error.kind() != Kind.UNKNOWN);
            if (errors.isEmpty()) {
                addBroken(refusal, old);
            } else {
                (sure ? fresh : unsure).add(new Refusal(refusal.at(), errors));
            }
        }
        write(kind, fresh);
        write(Outcome.Kind.UNKNOWN, unsure);
        write(Outcome.Kind.ALREADY_BAD, old);
    }

    /// A rule that could not be evaluated today either, and did not change, is no mistake.
    private static void addBroken(Refusal refusal, List<Refusal> into) {
        List<SchemaError> broken = refusal.errors().stream()
                .filter(error -> error.kind() != Kind.UNKNOWN)
                .toList();
        if (!broken.isEmpty()) {
            into.add(new Refusal(refusal.at(), broken));
        }
    }

    /// Of a place that is written, or else of the mistakes themselves.
    private void write(Outcome.Kind kind, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        List<SchemaError> errors =
                refusals.stream().flatMap(refusal -> refusal.errors().stream()).toList();
        List<String> pointers = refusals.stream()
                .flatMap(refusal -> refusal.at().isEmpty()
                        ? refusal.errors().stream().map(SchemaError::pointer)
                        : Stream.of(refusal.at()))
                .toList();
        SchemaError first = errors.getFirst();
        add(
                kind,
                pointers,
                "%s: %s%s."
                        .formatted(
                                first.pointer().isEmpty() ? "the object" : first.pointer(),
                                first.message(),
                                more(errors.size())),
                true);
    }

    private void add(Outcome.Kind kind, List<String> pointers, String because, boolean refused) {
        Gathered gathered = found.computeIfAbsent(
                kind, _ -> new Gathered(new LinkedHashSet<>(), refused ? prefix(kind) + because : because));
        gathered.pointers().addAll(pointers);
    }

    private static String prefix(Outcome.Kind kind) {
        return switch (kind) {
            case UNRECREATABLE -> "Refused as a new object. ";
            case FROZEN -> "Labels, annotations and finalizers can no longer change. ";
            case UNREPORTABLE -> "The status can no longer be written. ";
            case UNEDITABLE -> "The spec can no longer be changed there. ";
            case UNKNOWN -> "Whether a write is refused is not known. ";
            case ALREADY_BAD -> "Refused the same way today. ";
            case UNREADABLE, PRUNED, EMPTIED, REDEFAULTED, OK -> "";
        };
    }

    private static String more(int count) {
        return count == 1 ? "" : ", and %d more".formatted(count - 1);
    }

    List<Outcome> all() {
        if (found.isEmpty()) {
            return List.of(new Outcome(Outcome.Kind.OK, List.of(), "Every run is clean."));
        }
        return found.entrySet().stream()
                .map(entry -> new Outcome(
                        entry.getKey(),
                        List.copyOf(entry.getValue().pointers()),
                        entry.getValue().because()))
                .toList();
    }
}
