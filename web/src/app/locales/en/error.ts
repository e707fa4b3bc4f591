import type { ErrorCode } from '../../../shared/api/error-code.ts';

/** Of each code what it means, and what the user can do next. */
export const error = {
  BAD_USER_INPUT: {
    what: 'The server did not accept this.',
    next: 'Check what you entered, make it shorter if it is long, and try again.',
  },
  UNAUTHENTICATED: {
    what: 'You are not signed in any more.',
    next: 'Please sign in again.',
  },
  FORBIDDEN: {
    what: 'You are not allowed to do this.',
    next: 'Ask an owner of the room or an administrator.',
  },
  NOT_FOUND: {
    what: 'This is not there (any more).',
    next: 'Check the name, or reload the page to see what is.',
  },
  ALREADY_EXISTS: {
    what: 'This exists already.',
    next: 'Choose another name.',
  },
  CONFLICT: {
    what: 'This does not go with what others changed.',
    next: 'Look at it as it is now and try again.',
  },
  RATE_LIMITED: {
    what: 'Too many requests.',
    next: 'Wait a moment and try again.',
  },
  UNAVAILABLE: {
    what: 'The server can’t do this at the moment.',
    next: 'Try again soon.',
  },
  INTERNAL_SERVER_ERROR: {
    what: 'Something went wrong on the server.',
    next: 'Try again. If it stays like this, tell an administrator.',
  },
  NETWORK: {
    what: 'The server can’t be reached.',
    next: 'Check your connection and try again.',
  },
  UNKNOWN: {
    what: 'Something went wrong.',
    next: 'Try again, or reload the page.',
  },
} satisfies Record<ErrorCode, { what: string; next: string }>;
