/**
 * HTTP/1.1 and WebSocket as bytes, for those who write a transport: each grammar is read and
 * written in one place, strictly, so that no engine's laxity counts.
 *
 * <p>Everything works on {@code ByteBuffer}s and takes no byte beyond what it reads, so that what
 * is behind stays where it is until its turn. No class here is thread-safe unless it says so.
 */
@NullMarked
package dev.signalbox.api.transport.wire;

import org.jspecify.annotations.NullMarked;
