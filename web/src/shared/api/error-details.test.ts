import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { detailsOf } from './error-details.ts';

const refused = (extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'No.', extensions }] });

describe('details of an error', () => {
  it.each([
    { field: 'text' },
    { retryAfterMs: 1_200 },
    { ban: { reason: 'spam' } },
    { ban: { reason: null } },
    { roomBan: { room: 'tea' } },
    { registration: { policy: 'CLOSED' } },
  ])('are what the server says beside the code: %j', (details) => {
    expect(detailsOf(refused({ code: 'FORBIDDEN', ...details, more: 1 }))).toEqual(details);
  });

  it.each([
    { field: 1 },
    { retryAfterMs: 'soon' },
    { ban: null },
    { ban: 'spam' },
    { ban: {} },
    { ban: { reason: 1 } },
    { roomBan: true },
    { roomBan: { room: 1 } },
    { registration: 'CLOSED' },
    { registration: {} },
  ])('leave out what is of another type: %j', (extensions) => {
    expect(detailsOf(refused(extensions))).toEqual({});
  });

  it('are none where the server said nothing', () => {
    expect(detailsOf(new TypeError('Failed to fetch'))).toEqual({});
    expect(detailsOf(new CombinedGraphQLErrors({ errors: [{ message: 'No.' }] }))).toEqual({});
  });
});
