package dev.signalbox.architecture.faults.panel.relay;

import io.netty.buffer.ByteBuf;

/** Takes a type of Netty outside its transport. */
record UsesNetty(ByteBuf buffer) {}
