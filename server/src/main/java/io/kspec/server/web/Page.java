package io.kspec.server.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// Which part of a list is asked for; a resource takes it as `@BeanParam Page.Query` and calls [Query#page].
public record Page(int limit, int offset) {
    private static final int LARGEST = 100;

    /// The query parameters as they came, so that a bad one is answered with its name.
    public static final class Query {
        @QueryParam("limit")
        @DefaultValue("20")
        @Parameter(
                description = "1 to 100 entries",
                schema =
                        @Schema(
                                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER,
                                minimum = "1",
                                maximum = "100",
                                defaultValue = "20"))
        String limit = "20";

        @QueryParam("offset")
        @DefaultValue("0")
        @Parameter(
                description = "entries to leave out",
                schema =
                        @Schema(
                                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER,
                                minimum = "0",
                                defaultValue = "0"))
        String offset = "0";

        /// Throws [Refused] for anything but 1–100 and 0 or more.
        public Page page() {
            List<Detail> wrong = new ArrayList<>();
            OptionalInt wanted = number(limit, 1, LARGEST);
            OptionalInt from = number(offset, 0, Integer.MAX_VALUE);
            if (wanted.isEmpty()) {
                wrong.add(Detail.ofField("limit", "must be a number from 1 to " + LARGEST));
            }
            if (from.isEmpty()) {
                wrong.add(Detail.ofField("offset", "must be a number, 0 or larger"));
            }
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong).refused();
            }
            return new Page(wanted.orElseThrow(), from.orElseThrow());
        }

        private static OptionalInt number(String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
            } catch (NumberFormatException _) {
                return OptionalInt.empty();
            }
        }
    }
}
