import { basename, dirname } from 'node:path';
import { filesMatching, textOf } from './source-files.ts';

const RUNTIME = 'services/runtime';

interface Suite {
  port: string;
  /** The exported function that describes the suite. */
  name: string;
  drivers: string[];
}

const isTest = (path: string) => path.endsWith('.test.ts');

/** Interfaces that the contract tests. */
function portsOf(contract: string): string[] {
  const [, names = ''] = /import (?:type )?\{([^}]*)\} from '\.\.\/port\.ts'/.exec(contract) ?? [];
  return names.split(',').flatMap((name) => name.trim().replace(/^type /, '') || []);
}

/** A driver is a file below the port's folder that imports the port's interface, whole and not only a part, and exports a way to make one. */
function isDriver(path: string, ports: readonly string[]): boolean {
  if (isTest(path) || basename(path) === 'port.ts' || basename(dirname(path)) === 'contract') return false;
  const text = textOf(path);
  const [, imported = ''] = /import type \{([^}]*)\} from '\.{1,2}\/port\.ts'/.exec(text) ?? [];
  const [, rest = ''] = text.replace(/\bPick<\w+,/g, '').split(/from '\.{1,2}\/port\.ts'/);
  const returns = ports.filter(
    (port) => imported.split(',').some((name) => name.trim() === port) && new RegExp(`\\b${port}\\b`).test(rest),
  );
  return returns.length > 0 && /export (?:async )?(?:function|const) (?:create|open)\w+/.test(text);
}

const suites: Suite[] = filesMatching(`${RUNTIME}/*/*/contract/describe-*.ts`).map((path) => {
  const text = textOf(path);
  const [, name = ''] = /export function (describe\w+)\(/.exec(text) ?? [];
  const drivers = filesMatching(`${dirname(dirname(path))}/**/*.ts`).filter((file) => isDriver(file, portsOf(text)));
  return { port: basename(dirname(dirname(path))), name, drivers };
});

/** Tests that run the suite against what they import from the driver's file. */
function testsRunning(suite: Suite, driver: string): string[] {
  return filesMatching('services/**/*.test.ts').filter((path) => {
    const text = textOf(path);
    return text.includes(`${suite.name}(`) && text.includes(`/${basename(driver)}'`);
  });
}

describe('every port of the runtime', () => {
  it.each(filesMatching(`${RUNTIME}/*/*/port.ts`).map((path) => basename(dirname(path))))(
    '%s has a contract suite and a driver',
    (port) => {
      const suite = suites.find((candidate) => candidate.port === port);
      expect(suite?.name).toMatch(/^describe[A-Z]/);
      expect(suite?.drivers).not.toHaveLength(0);
    },
  );
});

describe('every driver runs the contract suite of its port', () => {
  it.each(suites.flatMap((suite) => suite.drivers.map((driver) => [driver, suite] as const)))('%s', (driver, suite) => {
    expect(testsRunning(suite, driver)).not.toHaveLength(0);
  });
});
