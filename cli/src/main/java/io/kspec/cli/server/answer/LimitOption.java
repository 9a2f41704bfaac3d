package io.kspec.cli.server.answer;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How much of a list is wanted.
public final class LimitOption {
    private static final int MOST = 100_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            converter = Positive.class,
            description = "At most so many.")
    private int limit = 100;

    public int most() {
        return limit;
    }

    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
                throw new TypeConversionException("\"%s\" is no number from 1 to %d".formatted(text, MOST));
            }
            return Integer.valueOf(text);
        }
    }
}
