import { needsOf } from './needs.ts';

describe('what a suite needs', () => {
  it.each([
    ['a.int.test.ts', 'const url = await testMongo();', ['mongo']],
    ['a.int.test.ts', 'await testGuardedNats("auth"); await testNats();', ['nats']],
    ['a.int.test.ts', 'cluster = await startCluster({});', ['mongo', 'nats', 'redis']],
    ['a.int.test.ts', 'stage = await openEmptyStage();', ['chromium']],
    ['a.int.test.ts', "stage = await openWorkspace({ chromium: 'whole' });", ['chromium', 'desktop']],
    ['a.int.test.ts', 'context = await launchWithoutCookies(folder);', ['desktop']],
    ['a.int.test.ts', 'buildManifests("base")', ['kubectl', 'openssl']],
    ['a.int.test.ts', 'store = await openSqliteStore();', []],
    ['a.test.ts', 'describe("startCluster", () => {})', []],
  ])('is found in its text: %s, %s', (path, text, needs) => {
    expect(needsOf(path, text)).toEqual(needs);
  });
});
