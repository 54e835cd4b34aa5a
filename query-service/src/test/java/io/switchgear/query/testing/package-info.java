/** What the tests of this service share. */
package io.switchgear.query.testing;
