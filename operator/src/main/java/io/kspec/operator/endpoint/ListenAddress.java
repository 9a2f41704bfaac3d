package io.kspec.operator.endpoint;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where to listen.
///
/// @param host `0.0.0.0` for every interface
/// @param port 0 for any free one
public record ListenAddress(String host, int port) {
    private static final int LAST_PORT = 65_535;
    private static final String EVERY_INTERFACE = "0.0.0.0";

    /// `:8080`, `127.0.0.1:8080`, `[::1]:8080`; `:0` is any free port; `0` is none, empty.
    static Optional<ListenAddress> parse(String text) {
        if (text.equals("0")) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(misread(text));
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > LAST_PORT) {
            throw new IllegalArgumentException(misread(text));
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return Optional.of(new ListenAddress(host.isEmpty() ? EVERY_INTERFACE : host, port));
    }

    private static String misread(String text) {
        return "\"%s\" is no address to listen on. Write host:port or :port, for example :8080, or 0 for none."
                .formatted(text);
    }

    /// What a flag says: an address, or empty for `0`.
    record Wanted(Optional<ListenAddress> address) {}

    /// For flags.
    static final class Converter implements ITypeConverter<Wanted> {
        @Override
        public Wanted convert(String text) {
            try {
                return new Wanted(parse(text));
            } catch (IllegalArgumentException misread) {
                throw new TypeConversionException(String.valueOf(misread.getMessage()));
            }
        }
    }
}
