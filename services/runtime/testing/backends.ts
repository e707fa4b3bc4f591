/** Addresses of the real servers that a test run has started; see `tooling/backends`. */
function addressOf(variable: string, server: string): string {
  const url = process.env[variable];
  if (url === undefined) throw new Error(`${server} is not there: run the tests through npm test, or set ${variable}`);
  return url;
}

/** A replica set; a test uses databases with names of its own. */
export async function testMongo(): Promise<string> {
  return addressOf('CONFAB_TEST_MONGODB_URL', 'MongoDB');
}

/** A server with the permissions of `deploy/nats`. */
export async function testNats(): Promise<string> {
  return addressOf('CONFAB_TEST_NATS_URL', 'NATS');
}

export async function testRedis(): Promise<string> {
  return addressOf('CONFAB_TEST_REDIS_URL', 'Redis');
}
