package io.kspec.cli.server.deployments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How clusters are moved.
enum Strategy {
    CANARY("Canary", "canary", "canaryConfig"),
    BLUE_GREEN("BlueGreen", "blue-green", "blueGreenConfig"),
    ROLLING("Rolling", "rolling", "rollingConfig"),
    DIRECT("Direct", "direct", "directConfig");

    private final String wire;
    private final String word;
    private final String config;

    Strategy(String wire, String word, String config) {
        this.wire = wire;
        this.word = word;
        this.config = config;
    }

    String wire() {
        return wire;
    }

    /// The field of a request that holds its settings.
    String config() {
        return config;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
        return word;
    }

    static final class Converter implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String text) {
            String wanted = text.toLowerCase(Locale.ROOT).replace("-", "");
            return Stream.of(values())
                    .filter(one -> one.wire.toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("\"%s\" is no strategy: write %s".formatted(text, words())));
        }
    }

    private static List<Strategy> words() {
        return Arrays.asList(values());
    }
}
