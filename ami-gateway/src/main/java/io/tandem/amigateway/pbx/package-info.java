/** One PBX: its two AMI sessions, what is said about its link, and the commands that go to it. Puts link, fact and action together. */
@NullMarked
package io.tandem.amigateway.pbx;

import org.jspecify.annotations.NullMarked;
