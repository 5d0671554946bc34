/**
 * Who is watched: agencies and portals with their history — names, levels, parents, mergers,
 * owners, domains, contacts — and the rules that such a registry must keep. Values only; no file,
 * no database, no clock. Start reading at {@link vn.portalaudit.registry.Registry}.
 */
@NullMarked
package vn.portalaudit.registry;

import org.jspecify.annotations.NullMarked;
