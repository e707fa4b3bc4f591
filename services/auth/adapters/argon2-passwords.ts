import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../application/ports.ts';
import type { PasswordConfig } from '../config.ts';
import { createHashGate } from './hash-gate.ts';

/**
 * argon2id hashes as PHC strings with a random salt of 16 bytes, computed on libuv's thread pool.
 * Memory is bounded: `atOnce` times `memoryKib`, however many people sign in.
 *
 * Passwords are compared after NFKC (NIST SP 800-63B §5.1.1.2): the same keys on another keyboard
 * or system may send other code points.
 */
export async function createArgon2Passwords({
  memoryKib,
  passes,
  atOnce,
  maxWaiting,
}: PasswordConfig): Promise<Passwords> {
  const gate = createHashGate({ atOnce, maxWaiting });
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
  const hashOf = (password: string) => hash(password.normalize('NFKC'), options);
  const nobodys = await hashOf('nobody has this password');

  return {
    hash: (password) => gate(() => hashOf(password)),
    verify: (known, password) =>
      gate(async () => {
        const isRight = await verify(known ?? nobodys, password.normalize('NFKC'));
        return isRight && known !== undefined;
      }),
  };
}
