package io.tandem.amigateway.action;

/** The dialplan contexts that commands lead to; the same names on every PBX. What each does is told in asterisk/README.md. */
public record Contexts(String conference, String handOff, String record, String park, String transfer) {}
