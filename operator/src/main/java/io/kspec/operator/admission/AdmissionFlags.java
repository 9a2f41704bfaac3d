package io.kspec.operator.admission;

import io.kspec.core.spec.FailurePolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The flags of admission.
public final class AdmissionFlags {
    @Option(
            names = "--enable-webhooks",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve and register admission; default: ${DEFAULT-VALUE}.")
    private boolean webhooks = true;

    @Option(
            names = "--webhook-host",
            defaultValue = "0.0.0.0",
            description = "Address that admission listens on; default: ${DEFAULT-VALUE}.")
    private String host = "0.0.0.0";

    @Option(
            names = "--webhook-port",
            defaultValue = "9443",
            description = "Port of admission, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int port = 9443;

    @Option(names = "--webhook-url", description = "Register this base URL (the port is added) instead of the Service.")
    private @Nullable String url;

    @Option(names = "--exempt-namespace", description = "A further namespace that admission leaves alone; repeatable.")
    private List<String> exempt = List.of();

    @Option(
            names = "--enable-mutation",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Give new pods what they leave out and an enforcing specification demands; default:"
                    + " ${DEFAULT-VALUE}.")
    private boolean mutation;

    @Option(
            names = "--webhook-failure-policy",
            defaultValue = "Fail",
            paramLabel = "POLICY",
            converter = FailurePolicyConverter.class,
            description = "Fail: each specification says what becomes of requests that kspec does not answer. Ignore:"
                    + " they are admitted, whatever a specification says, and generated policies refuse instead."
                    + " Default: ${DEFAULT-VALUE}.")
    private FailurePolicy failurePolicy = FailurePolicy.FAIL;

    @Option(
            names = "--trusted-applier",
            paramLabel = "USER",
            description = "A user who may state another's approval of an exemption, for example the account of a"
                    + " GitOps controller; repeatable. Default: nobody.")
    private List<String> trustedAppliers = List.of();

    public AdmissionSettings settings() {
        return new AdmissionSettings(
                webhooks,
                host,
                port,
                Optional.ofNullable(url),
                Set.copyOf(exempt),
                mutation,
                failurePolicy,
                Set.copyOf(trustedAppliers));
    }

    /// Words as registrations write them.
    static final class FailurePolicyConverter implements ITypeConverter<FailurePolicy> {
        @Override
        public FailurePolicy convert(String text) {
            return switch (text) {
                case "Fail" -> FailurePolicy.FAIL;
                case "Ignore" -> FailurePolicy.IGNORE;
                default ->
                    throw new TypeConversionException(
                            "\"%s\" is no failure policy; write Fail or Ignore".formatted(text));
            };
        }
    }
}
