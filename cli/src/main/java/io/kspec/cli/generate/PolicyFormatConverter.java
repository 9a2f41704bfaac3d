package io.kspec.cli.generate;

import io.kspec.core.policy.PolicyFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `vap`, `kyverno`, `kyverno-legacy`.
final class PolicyFormatConverter implements ITypeConverter<PolicyFormat> {
    @Override
    public PolicyFormat convert(String word) {
        return PolicyFormat.of(word)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no format; there are %s".formatted(word, String.join(", ", PolicyFormat.words()))));
    }
}
