package io.saec.client;

import io.saec.client.snapshot.Position;

/** How far one of the two topics has been read. */
record Read(Topic topic, Position position) {}
