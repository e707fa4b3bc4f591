/**
 * Addresses of the real servers that a test run has started (`tooling/test-run/choose-tests.ts`): it looks into each chosen test for the names of
 * these functions, so a test calls them itself. Where a server cannot be had, the tests that name it are left out, and in CI the run fails.
 */
function variableOf(name: string, server: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${server} is not there: this test has to be chosen by jest, or set ${name}`);
  return value;
}

/** A replica set; a test uses databases with names of its own. */
export async function testMongo(): Promise<string> {
  return variableOf('CONFAB_TEST_MONGODB_URL', 'MongoDB');
}

/** A server that lets everybody say and hear everything; a test uses subjects of its own. */
export async function testNats(): Promise<string> {
  return variableOf('CONFAB_TEST_NATS_URL', 'NATS');
}

/** A server with the permissions of `deploy/components/nats`, and the credentials of one of its users: auth, rooms, messages or gateway. */
export async function testGuardedNats(user: string): Promise<{ url: string; user: string; password: string }> {
  const users = JSON.parse(variableOf('CONFAB_TEST_NATS_USERS', 'NATS')) as Record<string, { password: string }>;
  const password = users[user]?.password;
  if (password === undefined) throw new Error(`deploy/components/nats has no user ${user}`);
  return { url: variableOf('CONFAB_TEST_GUARDED_NATS_URL', 'NATS'), user, password };
}

/** A test uses topics and buckets of its own. */
export async function testRedis(): Promise<string> {
  return variableOf('CONFAB_TEST_REDIS_URL', 'Redis');
}
