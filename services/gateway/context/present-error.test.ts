import { AppError, badInput } from '@confab/runtime/kernel/errors/app-error';
import { GraphQLError } from 'graphql';
import { toGraphQLError } from './present-error.ts';

function present(error: unknown) {
  const internal: unknown[] = [];
  return { shown: toGraphQLError(error, (each) => internal.push(each)).toJSON(), internal };
}

describe('an error', () => {
  it.each([
    [badInput('name', 'No.'), { code: 'BAD_USER_INPUT', field: 'name' }],
    [new AppError('RATE_LIMITED', 'No.', { retryAfterMs: 12.3 }), { code: 'RATE_LIMITED', retryAfterMs: 13 }],
    [
      new AppError('FORBIDDEN', 'No.', { facts: { ban: { reason: 'spam' } } }),
      { code: 'FORBIDDEN', ban: { reason: 'spam' } },
    ],
    [new AppError('ABORTED', 'No.'), { code: 'UNAVAILABLE' }],
    [new AppError('NOT_FOUND', 'No.'), { code: 'NOT_FOUND' }],
  ])('of ours keeps what it says: %s', (error, extensions) => {
    expect(present(error)).toMatchObject({ shown: { message: 'No.', extensions }, internal: [] });
  });

  it.each([new AppError('INTERNAL', 'secret'), new TypeError('secret'), 'secret'])(
    'of another kind says nothing',
    (error) => {
      const { shown, internal } = present(error);
      expect(shown.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(JSON.stringify(shown)).not.toContain('secret');
      expect(internal).toHaveLength(1);
    },
  );

  it('about the request stays as graphql-js puts it', () => {
    expect(present(new GraphQLError('Variable "$n" …')).shown).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
