package dev.signalbox.architecture.faults.panel.relay;

import io.undertow.server.HttpServerExchange;

/** Takes a type of Undertow outside its transport. */
record UsesUndertow(HttpServerExchange exchange) {}
