package io.tandem.local.asterisk;

/**
 * The PostgreSQL database into which a PBX writes its channel event log, as the user {@code tandem_pbx}.
 *
 * @param pbxId what its rows are marked with; the PBX's name everywhere in the suite
 */
public record LedgerDatabase(String host, int port, String database, String secret, String pbxId) {

    @Override
    public String toString() {
        return "LedgerDatabase[" + host + ":" + port + "/" + database + ", pbxId=" + pbxId + "]";
    }
}
