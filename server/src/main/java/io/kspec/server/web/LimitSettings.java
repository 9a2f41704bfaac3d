package io.kspec.server.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much may be asked.
@ConfigMapping(prefix = "kspec.limits")
interface LimitSettings {
    /// What the requests per minute of every [Limit] are multiplied with, those of logins included; at least 1.
    @WithDefault("1")
    int factor();
}
