/** Facts about calls as AMI and ARI tell them, for tests of those who read them. */
@NullMarked
package io.tandem.testkit.call;

import org.jspecify.annotations.NullMarked;
