/** Amazon Bedrock's Converse, as a provider, through Amazon's own client. */
@NullMarked
package io.switchgear.router.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
