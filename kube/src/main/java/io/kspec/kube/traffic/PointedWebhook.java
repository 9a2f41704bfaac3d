package io.kspec.kube.traffic;

import io.kspec.kube.write.ObjectKind;

/// One webhook that is to be asked at another Service, with all that is needed for the way back. It is data: keep it
/// before anything is pointed.
///
/// @param object name of the configuration, or of the definition whose versions are converted
/// @param webhook name within the configuration; empty for a conversion
/// @param authority the `caBundle` it had, in base64; empty when it had none
/// @param newAuthority the one it gets; empty when it keeps what it has
public record PointedWebhook(
        Kind kind,
        String object,
        String webhook,
        ServiceAddress from,
        ServiceAddress to,
        String authority,
        String newAuthority) {

    /// What is asked.
    public enum Kind {
        VALIDATING(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION),
        MUTATING(ObjectKind.MUTATING_WEBHOOK_CONFIGURATION),
        CONVERSION(ObjectKind.CUSTOM_RESOURCE_DEFINITION);

        private final ObjectKind object;

        Kind(ObjectKind object) {
            this.object = object;
        }

        ObjectKind object() {
            return object;
        }

        String path() {
            return "/apis/%s/%s".formatted(object.apiVersion(), object.plural());
        }
    }
}
