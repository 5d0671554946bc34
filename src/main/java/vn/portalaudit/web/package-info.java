/**
 * What is served by HTTP: for now whether the service is well, and its figures for Prometheus on
 * the management port. Spring is started here and nowhere else.
 */
@NullMarked
package vn.portalaudit.web;

import org.jspecify.annotations.NullMarked;
