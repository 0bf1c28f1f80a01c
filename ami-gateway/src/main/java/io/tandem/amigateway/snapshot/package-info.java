/**
 * What the PBX has, compared with what we believe, after a time in which nobody listened (ADR-0011). Pure: lists and held facts in,
 * facts and differences out. {@code take} asks for the lists.
 */
@NullMarked
package io.tandem.amigateway.snapshot;

import org.jspecify.annotations.NullMarked;
