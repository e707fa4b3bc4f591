export const error = {
  BAD_USER_INPUT: 'The server did not accept this.',
  UNAUTHENTICATED: 'Please sign in again.',
  FORBIDDEN: 'You are not allowed to do this.',
  NOT_FOUND: 'This is not there (any more).',
  ALREADY_EXISTS: 'This exists already.',
  CONFLICT: 'Somebody else changed this at the same time. Try again.',
  RATE_LIMITED: 'Too many requests. Wait a moment and try again.',
  UNAVAILABLE: 'The server can’t do this at the moment. Try again soon.',
  NETWORK: 'The server can’t be reached. Check your connection and try again.',
  UNKNOWN: 'Something went wrong. Try again.',
};
