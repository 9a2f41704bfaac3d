package io.kspec.operator.certificate;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The flags of the serving certificate.
public final class CertificateFlags {
    @Option(
            names = "--cert-manager",
            defaultValue = "auto",
            converter = UseConverter.class,
            description = "Let cert-manager issue the certificate of admission: auto (when its API is served), true or"
                    + " false; default: ${DEFAULT-VALUE}. Until it has issued, kspec's own authority does.")
    private CertManagerUse certManager = CertManagerUse.AUTO;

    public CertManagerUse certManager() {
        return certManager;
    }

    static final class UseConverter implements ITypeConverter<CertManagerUse> {
        @Override
        public CertManagerUse convert(String text) {
            try {
                return CertManagerUse.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException("\"%s\" is none of auto, true and false".formatted(text));
            }
        }
    }
}
