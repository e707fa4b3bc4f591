import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.ts';

/**
 * Packages ship their binaries as optional packages, one for each platform. Where the registry at hand does not have all of them, `npm install`
 * leaves the others out of the lockfile, and `npm ci` then refuses it everywhere. Run as a program this adds what is missing, as npm
 * itself would write it: `node tooling/lockfile.ts`. A test fails while something is missing.
 */
interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const FILE = join(ROOT, 'package-lock.json');
const SYSTEMS: Record<string, string> = { windows: 'win32', win32: 'win32' };
const PROCESSORS: Record<string, string> = { 64: 'x64', aarch64: 'arm64', armv7: 'arm' };

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
}

/** Entries that the optional dependencies of locked packages need and the lockfile lacks, by their place in it. */
export function missingEntries({ packages }: Lockfile): Record<string, LockedPackage> {
  const missing: Record<string, LockedPackage> = {};
  for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!/^\d+\.\d+\.\d+/.test(version)) continue;
      if (`${place}/node_modules/${name}` in packages || `node_modules/${name}` in packages) continue;
      missing[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
    }
  }
  return missing;
}

/** The platform that a package's name ends with: `darwin-arm64`, `linux-x64-musl`, `windows-64`. */
function platformOf(name: string): Pick<LockedPackage, 'cpu' | 'os' | 'libc'> {
  const [, system = '', processor = '', libc = ''] =
    /(android|darwin|freebsd|linux|openharmony|win32|windows)-(\w+?)(?:-(\w+))?$/.exec(name) ?? [];
  return {
    cpu: [PROCESSORS[processor] ?? processor],
    ...(libc.startsWith('musl') ? { libc: ['musl'] } : libc.startsWith('gnu') ? { libc: ['glibc'] } : {}),
    os: [SYSTEMS[system] ?? system],
  };
}

if (import.meta.main) {
  const lockfile = readLockfile();
  const missing = missingEntries(lockfile);
  const packages = Object.entries({ ...lockfile.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added`);
}
