/** HTTP as values: requests, replies, bodies with backpressure, WebSocket sessions. */
@NullMarked
package dev.signalbox.api.http;

import org.jspecify.annotations.NullMarked;
