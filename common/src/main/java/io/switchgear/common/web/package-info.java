/** What every HTTP answer has in common: JSON, request ids, OpenAPI. */
@NullMarked
package io.switchgear.common.web;

import org.jspecify.annotations.NullMarked;
