/** Who is asking: subject, tenant, roles and agent of the bearer token. */
@NullMarked
package io.tandem.edge.tenancy;

import org.jspecify.annotations.NullMarked;
