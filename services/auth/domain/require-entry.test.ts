import type { InvitationLink } from './invitation.ts';
import { type Entry, requireEntry } from './require-entry.ts';

const good: InvitationLink = { by: 'admin', tokenHash: 'hash', usesLeft: null, expiresAtMs: null, revoked: false };
const shown = (changed: Partial<InvitationLink> = {}, tokenHash = 'hash') => ({
  state: { link: { ...good, ...changed } },
  tokenHash,
});
const empty = { administrators: [] };
const peopled = { administrators: ['admin'] };
const entry = (changed: Partial<Entry>): Entry => ({
  server: peopled,
  policy: 'INVITATION',
  invitation: undefined,
  atMs: 1000,
  ...changed,
});

describe('requireEntry', () => {
  it.each<[string, Partial<Entry>]>([
    ['everybody where it is open', { policy: 'OPEN' }],
    ['the first account where it is open', { policy: 'OPEN', server: empty }],
    ['who has a link of an administrator', { invitation: shown() }],
    ['who has a link with a use and a moment left', { invitation: shown({ usesLeft: 1, expiresAtMs: 1001 }) }],
    ['the first account with the link of the start', { server: empty, invitation: shown({ by: null }) }],
    [
      'the first account with that link where it is closed',
      { policy: 'CLOSED', server: empty, invitation: shown({ by: null }) },
    ],
  ])('lets in %s', (_who, changed) => {
    expect(() => requireEntry(entry(changed))).not.toThrow();
  });

  it.each<[string, Partial<Entry>]>([
    ['who has no link', {}],
    ['everybody where it is closed, with a link or without', { policy: 'CLOSED', invitation: shown() }],
    ['the first who comes without a link', { server: empty }],
    ['the first who comes without a link where it is closed', { server: empty, policy: 'CLOSED' }],
  ])('keeps out %s', (_who, changed) => {
    const { policy } = entry(changed);
    const refusal = { code: 'FORBIDDEN', facts: { registration: { policy } } };
    expect(() => requireEntry(entry(changed))).toThrow(expect.objectContaining(refusal));
  });

  it.each<[string, Partial<Entry>]>([
    ['another secret', { invitation: shown({}, 'other') }],
    ['no use left', { invitation: shown({ usesLeft: 0 }) }],
    ['its time over', { invitation: shown({ expiresAtMs: 1000 }) }],
    ['been revoked', { invitation: shown({ revoked: true }) }],
    ['a maker who is no administrator any more', { invitation: shown({ by: 'somebody' }) }],
    ['been made for the first account, once there is one', { invitation: shown({ by: null }) }],
    ['been made by an administrator of an empty server', { server: empty, invitation: shown() }],
    ['another secret, where it is open', { policy: 'OPEN', invitation: shown({}, 'other') }],
  ])('refuses a link that has %s', (_what, changed) => {
    const refusal = { code: 'NOT_FOUND', field: 'invitation' };
    expect(() => requireEntry(entry(changed))).toThrow(expect.objectContaining(refusal));
  });
});
