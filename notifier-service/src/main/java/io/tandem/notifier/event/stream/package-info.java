/** From Kafka: records of three topics become events; unreadable ones go to the dead-letter topic, unrecognised ones are counted and skipped. */
@NullMarked
package io.tandem.notifier.event.stream;

import org.jspecify.annotations.NullMarked;
