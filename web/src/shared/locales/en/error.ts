import type { ErrorCode } from '../../api/error-code.ts';

/** Of each code what it means, and what the user can do next. */
export const error = {
  BAD_USER_INPUT: {
    what: 'The server didn’t accept that.',
    next: 'Check what you entered and try again.',
  },
  UNAUTHENTICATED: {
    what: 'You’ve been signed out.',
    next: 'Sign in again.',
  },
  FORBIDDEN: {
    what: 'You don’t have permission to do that.',
    next: 'Ask a room owner or an administrator.',
  },
  NOT_FOUND: {
    what: 'That doesn’t exist, or was removed.',
    next: 'Check the name, or reload the page.',
  },
  ALREADY_EXISTS: {
    what: 'That already exists.',
    next: 'Choose another name.',
  },
  CONFLICT: {
    what: 'Someone else changed this in the meantime.',
    next: 'Take another look and try again.',
  },
  RATE_LIMITED: {
    what: 'Too many requests.',
    next: 'Wait a moment and try again.',
  },
  UNAVAILABLE: {
    what: 'The server can’t do that right now.',
    next: 'Try again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    what: 'Something went wrong on the server.',
    next: 'If it keeps happening, tell an administrator.',
  },
  NETWORK: {
    what: 'Can’t reach the server.',
    next: 'Check your connection.',
  },
  UNKNOWN: {
    what: 'Something went wrong.',
    next: 'If it keeps happening, reload the page.',
  },
} satisfies Record<ErrorCode, { what: string; next: string }>;
