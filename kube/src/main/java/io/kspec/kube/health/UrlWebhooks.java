package io.kspec.kube.health;

/// Whether webhooks that are registered by a URL are asked from where kspec runs.
///
/// A cluster says that URL: whoever may write there could have kspec call what only kspec can reach.
public enum UrlWebhooks {
    /// They are asked through the API server only, as far as that shows anything.
    NOT_ASKED,
    /// They are asked directly.
    ASKED
}
