package dev.signalbox.architecture.faults.transport.undertow;

import io.undertow.server.HttpServerExchange;

/** Takes a type of Undertow inside its transport: no fault. */
record MayUseUndertow(HttpServerExchange exchange) {}
