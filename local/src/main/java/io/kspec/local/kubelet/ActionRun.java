package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Carries out actions on one started container.
record ActionRun(PodSite site, Launch launch) {
    private static final int FIRST_GOOD_ANSWER = 200;
    private static final int AFTER_LAST_GOOD_ANSWER = 400;

    /// What was wrong; empty if it went well. Takes no longer than the limit.
    Optional<String> perform(Action action, Duration limit) {
        try {
            return switch (action) {
                case Action.Exec exec -> exec(exec.command(), limit);
                case Action.Http http -> get(http.get(), limit);
                case Action.Tcp tcp -> connect(tcp, limit);
                case Action.Sleep sleep -> {
                    new Signal().within(sleep.time().compareTo(limit) < 0 ? sleep.time() : limit);
                    yield Optional.empty();
                }
                case Action.Unknown _ -> Optional.of("only exec, httpGet, tcpSocket and sleep are known here");
            };
        } catch (IOException | CannotStart | IllegalArgumentException failed) {
            return Optional.of(failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private Optional<String> exec(List<String> command, Duration limit) throws InterruptedException {
        Process process = site.startBeside(launch, command);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            Processes.kill(process);
            return Optional.of("%s did not end within %s".formatted(command, limit));
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("%s ended with exit code %d".formatted(command, process.exitValue()));
    }

    private Optional<String> get(HTTPGetAction get, Duration limit) throws IOException, InterruptedException {
        String scheme = Optional.ofNullable(get.getScheme()).orElse("HTTP").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(get.getHost()).orElse(launch.podIp());
        String path = Optional.ofNullable(get.getPath()).orElse("/");
        URI target = URI.create("%s://%s:%d%s".formatted(scheme, host, number(get.getPort()), path));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(limit).header("User-Agent", "kube-probe");
        Optional.ofNullable(get.getHttpHeaders())
                .orElse(List.of())
                .forEach(header -> request.header(header.getName(), header.getValue()));
        int answer = ProbeClient.INSTANCE
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        return answer >= FIRST_GOOD_ANSWER && answer < AFTER_LAST_GOOD_ANSWER
                ? Optional.empty()
                : Optional.of("%s answered %d".formatted(target, answer));
    }

    private Optional<String> connect(Action.Tcp tcp, Duration limit) throws IOException {
        try (Socket socket = new Socket()) {
            String host = tcp.host().orElse(launch.podIp());
            socket.connect(new InetSocketAddress(host, number(tcp.port())), Math.toIntExact(limit.toMillis()));
            return Optional.empty();
        }
    }

    private int number(IntOrString port) {
        return port.getIntVal() != null ? port.getIntVal() : named(port.getStrVal());
    }

    private int named(String name) {
        return Optional.ofNullable(launch.container().getPorts()).orElse(List.of()).stream()
                .filter(port -> name.equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("container %s has no port named %s"
                        .formatted(launch.container().getName(), name)));
    }
}
