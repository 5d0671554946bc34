/**
 * Index sets computed and ranked: columns kept apart, points chosen by source, normalised, added
 * up, ranked and explained. Pure and exact; only {@link vn.portalaudit.index.FiguresReader} reads
 * files. May use the checklists, whose leaves can be the indicators. Start reading at {@link
 * vn.portalaudit.index.Results}.
 */
@NullMarked
package vn.portalaudit.index;

import org.jspecify.annotations.NullMarked;
