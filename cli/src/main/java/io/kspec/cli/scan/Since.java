package io.kspec.cli.scan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.export.EarlierReport;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the report that `--since` names. What is wrong with it is wrong usage, said before anything is judged.
final class Since implements ITypeConverter<EarlierReport> {
    @Override
    public EarlierReport convert(String file) {
        return switch (read(file)) {
            case EarlierReport.Reading.Known(EarlierReport report) -> report;
            case EarlierReport.Reading.Unknown(Failure why) -> throw new TypeConversionException(why.sentence());
        };
    }

    private static EarlierReport.Reading read(String file) {
        try {
            return EarlierReport.read(file, new ObjectMapper().readTree(Files.readString(Path.of(file))));
        } catch (JacksonException noJson) {
            return unknown("this is no JSON: " + noJson.getOriginalMessage(), file);
        } catch (IOException unreadable) {
            return unknown("cannot be read: " + unreadable.getClass().getSimpleName(), file);
        }
    }

    private static EarlierReport.Reading unknown(String what, String file) {
        return new EarlierReport.Reading.Unknown(
                new Failure.Malformed(what, file, "Name a file that kspec scan -o json has written."));
    }
}
