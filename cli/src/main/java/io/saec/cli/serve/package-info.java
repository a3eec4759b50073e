/** Look-ups over HTTP, for hosts that are not JVMs; {@code docs/serve.md} is the contract. */
@NullMarked
package io.saec.cli.serve;

import org.jspecify.annotations.NullMarked;
