/** The notifier: tells browsers, chats and other programs what happened to calls, agents and campaigns. This package holds its configuration only. */
@NullMarked
package io.tandem.notifier;

import org.jspecify.annotations.NullMarked;
