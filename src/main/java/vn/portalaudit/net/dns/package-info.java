/**
 * Name service: whether a host has IPv6 addresses and whether its answers are signed. Asks the
 * resolver of this machine and keeps what it said as {@link vn.portalaudit.net.dns.NameFacts}.
 * Start reading at {@link vn.portalaudit.net.dns.NameLookups}.
 */
@NullMarked
package vn.portalaudit.net.dns;

import org.jspecify.annotations.NullMarked;
