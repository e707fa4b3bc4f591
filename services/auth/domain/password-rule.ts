import { badInput } from '@confab/runtime/kernel/errors/app-error';

const MIN_LENGTH = 8;
const MAX_LENGTH = 256;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Checks a new password: 8–256 code points, nothing else asked of it (NIST SP 800-63B §5.1.1.2
 * advises against composition rules). Throws BAD_USER_INPUT naming `field`.
 */
export function checkNewPassword(field: string, password: string): void {
  const length = [...password].length;
  if (length < MIN_LENGTH || length > MAX_LENGTH || LONE_SURROGATE.test(password)) {
    throw badInput(field, `Use ${MIN_LENGTH} to ${MAX_LENGTH} characters.`);
  }
}

/**
 * Whether a presented password could be anybody's; what is longer is not worth the work of hashing
 * it.
 */
export function couldBePassword(password: string): boolean {
  return password.length <= 2 * MAX_LENGTH && !LONE_SURROGATE.test(password);
}
