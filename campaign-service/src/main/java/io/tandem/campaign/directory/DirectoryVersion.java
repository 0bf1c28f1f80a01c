package io.tandem.campaign.directory;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;

/** Versions of directory entries: rising over all entries, so that one made anew under an old id is newer than its predecessor. */
final class DirectoryVersion {

    static Uni<Long> next() {
        return Sql.of("select nextval('campaign.directory_version') as version")
                .row()
                .map(row -> row.orElseThrow().number("version"));
    }

    private DirectoryVersion() {}
}
