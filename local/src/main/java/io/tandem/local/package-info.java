/**
 * The whole suite on one machine by one command. This package reads what was typed and runs it; the subpackages know processes
 * ({@code process}, {@code backing}, {@code asterisk}, {@code suite}), the one origin ({@code front}), and what a person does with a
 * running suite ({@code api}, {@code call}, {@code demo}).
 */
@NullMarked
package io.tandem.local;

import org.jspecify.annotations.NullMarked;
