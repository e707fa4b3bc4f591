import { readClusterConfig } from './cluster-config.ts';

describe('readClusterConfig', () => {
  it('leads to servers on this machine, without Redis and without traces, where nothing is set', () => {
    expect(readClusterConfig({})).toEqual({
      mongo: { url: 'mongodb://127.0.0.1:27017/?replicaSet=rs0', databasePrefix: 'confab', caFile: undefined },
      nats: { url: 'nats://127.0.0.1:4222', user: undefined, password: undefined, caFile: undefined },
      redis: undefined,
      health: { host: '0.0.0.0', port: 9090 },
      startWaitMs: 60_000,
      drainDelayMs: 0,
      tracesTo: undefined,
      logLevel: 'info',
    });
  });

  it('takes addresses, credentials and authorities', () => {
    const caFile = import.meta.filename;
    const config = readClusterConfig({
      MONGODB_URL: 'mongodb://rooms:pw@db/',
      MONGODB_DATABASE_PREFIX: 'chat',
      MONGODB_CA_FILE: caFile,
      NATS_URL: 'tls://nats',
      NATS_USER: 'rooms',
      NATS_PASSWORD: 'pw',
      NATS_CA_FILE: caFile,
      REDIS_URL: 'rediss://:pw@redis',
      REDIS_CA_FILE: caFile,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    });
    expect(config.mongo).toEqual({ url: 'mongodb://rooms:pw@db/', databasePrefix: 'chat', caFile });
    expect(config.nats).toEqual({ url: 'tls://nats', user: 'rooms', password: 'pw', caFile });
    expect(config.redis).toEqual({ url: 'rediss://:pw@redis', caFile });
    expect(config.tracesTo).toBe('http://collector:4318');
  });

  it('says which file cannot be read', () => {
    const env = { MONGODB_CA_FILE: '/nowhere/a.crt', NATS_CA_FILE: '/nowhere/b.crt' };
    expect(() => readClusterConfig(env)).toThrow(
      'MONGODB_CA_FILE must be a file that can be read, not "/nowhere/a.crt"\nNATS_CA_FILE must be a file that can be read, not "/nowhere/b.crt"',
    );
  });
});
