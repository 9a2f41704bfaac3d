package io.kspec.acceptance.operatormanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who keeps creating widgets while traffic moves, tries each once, and remembers what was refused.
final class Creator implements AutoCloseable {
    private static final String WIDGETS = "/apis/sample.kspec.io/v1/namespaces/default/widgets";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;
    private static final int UNLUCKY = 13;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<String> created = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ApiCalls calls;

    Creator(Site site) {
        this.calls = calls(site);
        var _ = thread.scheduleWithFixedDelay(this::create, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ApiCalls calls(Site site) {
        return new ApiCalls(site.cluster().client(), PATIENCE);
    }

    List<String> created() {
        return List.copyOf(created);
    }

    /// What the API server said of each that it did not take.
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void create() {
        String name = "created-" + NUMBERS.incrementAndGet();
        switch (calls.send(Call.post(WIDGETS, widget(name, 1)))) {
            case Answer.Done _ -> created.add(name);
            case Answer.Refused no -> refused.add(no.why().sentence());
        }
    }

    /// What the webhook says of a widget that it never lets in; it names its version.
    static String judgement(Site site) {
        return switch (calls(site).send(Call.post(WIDGETS + "?dryRun=All", widget("never", UNLUCKY)))) {
            case Answer.Done _ -> "nobody judged it";
            case Answer.Refused no -> no.status().path("message").asText();
        };
    }

    private static ObjectNode widget(String name, int size) {
        ObjectNode widget = JsonNodeFactory.instance.objectNode();
        widget.put("apiVersion", "sample.kspec.io/v1").put("kind", "Widget");
        widget.putObject("metadata").put("name", name);
        widget.putObject("spec").put("size", size);
        return widget;
    }

    /// Returns when the last write is done.
    @Override
    public void close() {
        thread.close();
    }
}
