/**
 * Kafka, Redis and PostgreSQL as child processes, from jars of Maven Central or from this machine's own packages: no container
 * engine, as root or not. Used by the local suite and, with a directory of their own and a free port, by tests of every module.
 */
@NullMarked
package io.tandem.local.backing;

import org.jspecify.annotations.NullMarked;
