/** What chats show and should show: follows the event log at its own pace and brings each chat up to date. */
@NullMarked
package io.tandem.notifier.telegram.board;

import org.jspecify.annotations.NullMarked;
