/** Campaign-service: agents, trunks, campaigns and their contacts; decides whom to dial and when, and asks call-state-service to do it. */
@NullMarked
package io.tandem.campaign;

import org.jspecify.annotations.NullMarked;
