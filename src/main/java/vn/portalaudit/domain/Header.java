package vn.portalaudit.domain;

/** One header field as sent; names keep their case and are compared without it. */
public record Header(String name, String value) {}
