package io.saec.cli.serve;

/**
 * What a client is answered.
 *
 * @param status of HTTP
 * @param body what is written as JSON
 */
record Reply(int status, Object body) {
  static Reply ok(Object body) {
    return new Reply(200, body);
  }
}
