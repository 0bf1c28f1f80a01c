/** Lists in pages: {@code ?limit=} and {@code ?cursor=}, answered as {@code {items, next}}. */
@NullMarked
package io.tandem.edge.paging;

import org.jspecify.annotations.NullMarked;
