import { Servers } from 'nats/lib/nats-base-client/servers.js';
import { NodeTransport } from 'nats/lib/src/node_transport.js';

/**
 * Two faults of nats 2.29.3, mended on its prototypes for whoever imports this. Both leave a process apart from the cluster for good or for long, and were found by the
 * fault suite.
 */

/**
 * The client keeps the socket of a dial that was not answered in time. If the server comes around later, the end of that socket is taken for the end of the
 * connection that has replaced it, and from then on two connections take turns: answers go out on one to requests that came on the other. The client
 * calls this before it dials again, where it does nothing.
 */
NodeTransport.prototype.discard = function discard(this: NodeTransport) {
  this.done = true;
  this.socket?.destroy();
};

/**
 * The client waits until the last dial is long enough ago by the clock of the machine. Where that clock was set back meanwhile, by an hour say, it
 * would dial again in an hour: a dial in the future is none.
 */
const { selectServer } = Servers.prototype;
Servers.prototype.selectServer = function selectServerByTheClock(this: Servers) {
  const server = selectServer.call(this);
  if (server && server.lastConnect > Date.now()) server.lastConnect = 0;
  return server;
};
