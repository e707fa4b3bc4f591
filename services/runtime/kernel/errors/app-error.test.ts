import { AppError, badInput, isAppError } from './app-error.ts';

describe('AppError', () => {
  it('is told by its code, also as a copy from elsewhere', () => {
    expect(isAppError(new AppError('CONFLICT', 'x'), 'CONFLICT')).toBe(true);
    expect(isAppError(new AppError('CONFLICT', 'x'), 'ABORTED')).toBe(false);
    expect(isAppError(Object.assign(new Error('x'), { name: 'AppError', code: 'CONFLICT' }), 'CONFLICT')).toBe(true);
    for (const other of [new Error('x'), undefined, null, 'AppError', {}]) expect(isAppError(other)).toBe(false);
  });

  it('says what is worth a retry', () => {
    const retryable = (['ABORTED', 'UNAVAILABLE', 'RATE_LIMITED', 'CONFLICT', 'INTERNAL'] as const).filter(
      (code) => new AppError(code, 'x').retryable,
    );
    expect(retryable).toEqual(['ABORTED', 'UNAVAILABLE', 'RATE_LIMITED']);
  });

  it('names the field of bad input', () => {
    expect(badInput('text', 'Too long.')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'text',
      message: 'Too long.',
    });
  });
});
