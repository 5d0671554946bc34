/**
 * Sample portals, served on loopback: for the demonstration and for tests. A portal is a folder
 * with a {@code portal.yml}; its dates follow a reference day, so that it never grows old. Depends
 * on {@code domain} and {@code config}. Start reading at {@link vn.portalaudit.demo.FixtureServer}.
 */
@NullMarked
package vn.portalaudit.demo;

import org.jspecify.annotations.NullMarked;
