package dev.signalbox.architecture.faults.transport.netty;

import io.netty.buffer.ByteBuf;

/** Takes a type of Netty inside its transport: no fault. */
public record MayUseNetty(ByteBuf buffer) {}
