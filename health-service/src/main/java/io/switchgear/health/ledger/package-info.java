/** The circuit ledger: every transition, written once, read for years. */
@NullMarked
package io.switchgear.health.ledger;

import org.jspecify.annotations.NullMarked;
