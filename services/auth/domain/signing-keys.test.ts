import { fold, specification } from '@confab/runtime/testing/specification';
import { decideRotateKeys } from './rotate-keys.ts';
import { type SigningKeyCreated, signingKeysKind } from './signing-keys.ts';

const { given } = specification(signingKeysKind);
const LIFETIME_MS = 30_000;
const OVERLAP_MS = 1_000;

function pem(keyId: string) {
  return { keyId, publicKey: `public-${keyId}`, privateKey: `private-${keyId}` };
}

function created(keyId: string, atMs: number): SigningKeyCreated {
  return { type: 'SigningKeyCreated', data: { ...pem(keyId), previousUntilMs: atMs + OVERLAP_MS } };
}

function rotation(keyId: string, atMs: number) {
  return [{ next: pem(keyId), keyLifetimeMs: LIFETIME_MS, overlapMs: OVERLAP_MS }, { atMs }] as const;
}

describe('rotateKeys', () => {
  it('makes the first key', () => {
    given()
      .when(decideRotateKeys, ...rotation('k1', 0))
      .thenHappens(created('k1', 0));
  });

  it('keeps a key that is young enough', () => {
    given([0, created('k1', 0)])
      .when(decideRotateKeys, ...rotation('k2', LIFETIME_MS - 1))
      .thenHappens();
  });

  it('replaces a key that is due', () => {
    given([0, created('k1', 0)])
      .when(decideRotateKeys, ...rotation('k2', LIFETIME_MS))
      .thenHappens(created('k2', LIFETIME_MS));
  });
});

describe('the state of signing keys', () => {
  it('keeps the public half of the key before, and no more of it', () => {
    const state = fold(signingKeysKind, [
      [0, created('k1', 0)],
      [LIFETIME_MS, created('k2', LIFETIME_MS)],
    ]);
    expect(state).toEqual({
      current: { ...pem('k2'), createdAtMs: LIFETIME_MS },
      retired: [{ keyId: 'k1', publicKey: 'public-k1', servedUntilMs: LIFETIME_MS + OVERLAP_MS }],
    });
  });

  it('forgets a key that nothing can need any more', () => {
    const times = [0, LIFETIME_MS, 2 * LIFETIME_MS];
    const state = fold(
      signingKeysKind,
      times.map((atMs, index) => [atMs, created(`k${index + 1}`, atMs)] as const),
    );
    expect(state.retired.map((key) => key.keyId)).toEqual(['k2']);
  });
});
