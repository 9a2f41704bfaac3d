/// Letters to people: written into an outbox with what they are about, and sent from there.
///
/// **Reads and writes** `mail`. A letter is left in the transaction of what it tells, so neither exists without the
/// other; a mail server that is away delays it and nothing else. **Calls** the mail server of `kspec.mail.*`. Start
/// with [io.kspec.server.mail.Mail].
@NullMarked
package io.kspec.server.mail;

import org.jspecify.annotations.NullMarked;
