/**
 * What the services say to each other on Kafka: one sealed interface of records a topic, and the topics' names. Jackson annotations
 * only; no logic, no beans. Within a version a record only grows; see {@code CONTRIBUTING.md}.
 */
@NullMarked
package io.tandem.contracts;

import org.jspecify.annotations.NullMarked;
