@NullMarked
package vn.portalaudit.net.browser;

import org.jspecify.annotations.NullMarked;
