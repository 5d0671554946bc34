package vn.portalaudit.registry;

/**
 * A row that breaks a rule of the registry.
 *
 * @param error whether the registry cannot be used so; otherwise it is a warning
 * @param entry the row
 * @param field which of its fields, by the record's name for it; days are {@code from} and {@code
 *     to}
 * @param says what is wrong and what to write, in Vietnamese
 */
public record Violation(boolean error, Entry entry, String field, String says) {}
