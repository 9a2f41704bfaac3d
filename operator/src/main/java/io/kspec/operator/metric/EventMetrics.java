package io.kspec.operator.metric;

import io.kspec.kube.event.EventRecorder;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Events on objects, as the recorder of the current term counts them.
public final class EventMetrics {
    private volatile Optional<EventRecorder> recorder = Optional.empty();

    public EventMetrics(Meters meters) {
        meters.counter(
                "kspec_events_total",
                "Events on objects: written, folded into one that was there, or left out.",
                callback -> {
                    callback.call(count(EventRecorder::written), "written");
                    callback.call(count(EventRecorder::folded), "folded");
                    callback.call(count(EventRecorder::leftOut), "left_out");
                },
                "result");
    }

    private double count(ToLongFunction<EventRecorder> which) {
        return (double) recorder.map(which::applyAsLong).orElse(0L);
    }

    /// A term began, with a recorder of its own.
    public void of(EventRecorder current) {
        recorder = Optional.of(current);
    }
}
