/// `kspec templates`: the built-in templates, and catalogues of others, which are folders or web addresses with an
/// `index.yaml`. Start at [io.kspec.cli.templates.TemplatesCommand].
@NullMarked
package io.kspec.cli.templates;

import org.jspecify.annotations.NullMarked;
