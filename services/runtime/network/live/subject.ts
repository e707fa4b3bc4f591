import { AppError } from '../../kernel/errors/app-error.ts';

const TOKEN = /^[\p{L}\p{M}\p{N}_-]+$/u;

/**
 * A subject of two tokens, such as `room.lobby`. The one place where a name becomes part of a subject: wildcards, dots, white space and
 * control characters are refused here whatever was checked before, because a broker would take them as structure.
 * The kind is a word of the code, never input.
 */
export function subject(kind: string, token: string): string {
  if (token.length === 0 || token.length > 256 || !TOKEN.test(token)) {
    throw new AppError('BAD_USER_INPUT', 'This name cannot be part of a subject.', { field: 'name' });
  }
  return `${kind}.${token}`;
}
