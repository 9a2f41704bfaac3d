package io.kspec.cli.server.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is asked for below `/api/v1`: names and values go in as they are and come out encoded.
public final class Address {
    private static final String BASE = "/api/v1";

    private final List<String> segments;
    private final List<String> parameters;

    private Address(List<String> segments, List<String> parameters) {
        this.segments = List.copyOf(segments);
        this.parameters = List.copyOf(parameters);
    }

    /// `of("operators", "cert-manager")` is `/api/v1/operators/cert-manager`.
    public static Address of(String... segments) {
        return new Address(List.of(segments), List.of());
    }

    public Address with(String name, String value) {
        var more = new ArrayList<>(parameters);
        more.add(name + "=" + encoded(value));
        return new Address(segments, more);
    }

    /// Without the parameter when there is no value.
    public Address with(String name, Optional<String> value) {
        return value.map(given -> with(name, given)).orElse(this);
    }

    /// The parameter once for every value.
    public Address withEach(String name, List<String> values) {
        Address all = this;
        for (String value : values) {
            all = all.with(name, value);
        }
        return all;
    }

    /// Path and query.
    @Override
    public String toString() {
        String path = Stream.concat(Stream.of(BASE), segments.stream().map(Address::encoded))
                .collect(Collectors.joining("/"));
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
