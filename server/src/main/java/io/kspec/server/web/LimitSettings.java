package io.kspec.server.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much may be asked.
@ConfigMapping(prefix = "kspec.limits")
interface LimitSettings {
    /// What the requests per minute are multiplied with, those of every [Limit], of logins and of all together: 1 to a
    /// million, and what is outside counts as the nearest.
    @WithDefault("1")
    int factor();
}
