/**
 * Objects of an API server rendered by splicing: a template is compiled once, and each object is the template and the
 * few values in which it differs.
 *
 * <p>In come YAML templates and values, out go JSON and Kubernetes' protobuf, whole or metadata only. May import
 * Jackson.
 */
@NullMarked
package dev.strata.testbed.fake.template;

import org.jspecify.annotations.NullMarked;
