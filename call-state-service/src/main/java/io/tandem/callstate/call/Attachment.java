package io.tandem.callstate.call;

import io.tandem.contracts.MediaMode;

/**
 * A program at the call's media port.
 *
 * @param mediaId its leg within the call, {@code media.<n>}
 * @param target a name on ari-controller's list
 * @param stream the UUID by which it knows the call
 * @param attached the PBX has said so
 */
public record Attachment(String mediaId, String target, String stream, MediaMode mode, boolean attached) {

    Attachment inTheCall() {
        return new Attachment(mediaId, target, stream, mode, true);
    }
}
