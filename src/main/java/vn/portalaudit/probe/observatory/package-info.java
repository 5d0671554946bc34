/**
 * The HTTP Observatory's algorithm, version 6, as pure functions over what a portal's two roots
 * answered, and beside it what that algorithm does not see. Names of results, modifiers, grades and
 * constants come from {@code probes/*.yml}; the rules follow the behaviour of {@code
 * mdn-http-observatory} 1.6 (facts only). Start reading at {@link
 * vn.portalaudit.probe.observatory.Observatory}.
 */
@NullMarked
package vn.portalaudit.probe.observatory;

import org.jspecify.annotations.NullMarked;
