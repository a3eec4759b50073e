package io.saec.client;

/** A partition of one of the two topics. */
record Partition(Topic topic, int number) {}
