import { findExecutable } from './find-executable.ts';

/**
 * A command whose process the kernel kills once the one that starts it is gone, however that ended: by `setpriv` of util-linux. Elsewhere the
 * command as it is: only an orderly end takes children along.
 */
export function diesWithUs(file: string, args: readonly string[]): [file: string, args: string[]] {
  const setpriv = process.platform === 'linux' ? findExecutable('setpriv') : undefined;
  return setpriv === undefined ? [file, [...args]] : [setpriv, ['--pdeathsig', 'KILL', '--', file, ...args]];
}
