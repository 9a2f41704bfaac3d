/// Rules about who guards admission. Start at [io.kspec.core.rule.admission.KyvernoIsPresent].
@NullMarked
package io.kspec.core.rule.admission;

import org.jspecify.annotations.NullMarked;
