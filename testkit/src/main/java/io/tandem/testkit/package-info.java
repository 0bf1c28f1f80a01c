/** What tests of every module use: tokens, brokers, builders, asserts. Never on a production class path. */
@NullMarked
package io.tandem.testkit;

import org.jspecify.annotations.NullMarked;
