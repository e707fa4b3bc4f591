/** A message may have at most this many characters. */
export const MAX_MESSAGE_LENGTH = 4_000;
