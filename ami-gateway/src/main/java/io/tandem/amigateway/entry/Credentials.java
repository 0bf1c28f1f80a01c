package io.tandem.amigateway.entry;

import org.jspecify.annotations.Nullable;

/**
 * How to log in to a PBX that the directory names, since no secret may be there.
 *
 * @param trustFile PEM certificates of whom to trust where the PBX speaks TLS; null: whom the JVM trusts
 */
public record Credentials(
        PbxEntry.Login events,
        PbxEntry.Login actions,
        @Nullable String trustFile) {}
