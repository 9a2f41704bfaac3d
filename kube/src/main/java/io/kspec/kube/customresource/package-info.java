/// Every custom resource of a definition, page by page and at a pace that an API server does not feel: counted,
/// exported, compared. Reads the cluster, writes files of exports only. Start at
/// [io.kspec.kube.customresource.CustomResources].
@NullMarked
package io.kspec.kube.customresource;

import org.jspecify.annotations.NullMarked;
