/** The command line: reads options, wires the stages together, prints. Start at {@link Main}. */
@org.jspecify.annotations.NullMarked
package vn.portalaudit;
