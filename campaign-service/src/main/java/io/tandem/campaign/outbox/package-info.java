/** Records that are told after the transaction that caused them: written with it, published after its commit, and again after a crash. */
@NullMarked
package io.tandem.campaign.outbox;

import org.jspecify.annotations.NullMarked;
