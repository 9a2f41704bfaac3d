package io.kspec.operator.specification;

import io.kspec.core.spec.Mode;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The flags of how specifications are read.
public final class SpecificationFlags {
    @Option(
            names = "--default-mode",
            defaultValue = "monitor",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "Mode of a specification that names none: monitor, audit or enforce; default:"
                    + " ${DEFAULT-VALUE}.")
    private Mode defaultMode = Mode.MONITOR;

    public DefaultMode defaultMode() {
        return new DefaultMode(defaultMode);
    }

    /// Modes as specifications write them.
    static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return Stream.of(Mode.values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"%s\" is no mode; write monitor, audit or enforce".formatted(text)));
        }
    }
}
