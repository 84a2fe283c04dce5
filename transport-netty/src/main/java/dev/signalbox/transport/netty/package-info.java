/** HTTP transport on Netty; {@link dev.signalbox.transport.netty.NettyTransport} is the way in. */
@NullMarked
package dev.signalbox.transport.netty;

import org.jspecify.annotations.NullMarked;
