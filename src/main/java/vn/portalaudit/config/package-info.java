/**
 * Strict reading of YAML files: all problems at once, each with file, line, path and what to write.
 * Start reading at {@link vn.portalaudit.config.YamlFile}.
 */
@NullMarked
package vn.portalaudit.config;

import org.jspecify.annotations.NullMarked;
