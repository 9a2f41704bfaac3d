/// `kspec webhook`: switches admission off for a while, and on again. Start at
/// [io.kspec.cli.webhook.WebhookCommand].
@NullMarked
package io.kspec.cli.webhook;

import org.jspecify.annotations.NullMarked;
