/** What every module's tests share: real stores, identities, the house rules. */
package io.switchgear.common.testing;
