import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { AppError } from '../kernel/errors/app-error.ts';
import type { Health } from './health.ts';

export interface HealthServerOptions {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  health: Health;
  metrics(): Registry;
}

/** `/healthz`: the process runs. `/readyz`: it can serve; 503 with the reasons where not. `/metrics`: for Prometheus. */
export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Resolves once it listens; UNAVAILABLE with one line where the port cannot be had. Nothing it tells is secret, yet it belongs inside of the cluster. */
export async function startHealthServer({ host, port, health, metrics }: HealthServerOptions): Promise<HealthServer> {
  const routes: Record<string, (response: ServerResponse) => void | Promise<void>> = {
    '/healthz': (response) => json(response, 200, { ok: true }),
    '/readyz': async (response) => {
      const report = await health.report();
      json(response, report.ok ? 200 : 503, report);
    },
    '/metrics': async (response) => {
      const registry = metrics();
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    },
  };
  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const route = routes[request.url?.split('?')[0] ?? ''];
    if (!route || request.method !== 'GET') return json(response, 404, { ok: false });
    Promise.resolve(route(response)).catch(() => response.destroy());
  });
  await listen(server, host, port);
  const { address, port: taken, family } = server.address() as AddressInfo;
  const shown = address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${shown}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new AppError('UNAVAILABLE', `Port ${port} of ${host} cannot be had. Set HEALTH_PORT.`)),
    );
    server.listen(port, host, resolve);
  });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
