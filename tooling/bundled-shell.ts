import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How playwright launches it. */
export interface BundledShell {
  executablePath: string;
  /** With its own libraries and fonts, which a bare machine has not got. */
  env: Record<string, string>;
}

/**
 * The Chromium that npm brings for Linux on x64 (`@sparticuz/chromium`: its headless shell, with the libraries that it is linked with), unpacked into the temporary
 * folder; undefined elsewhere. The shell shows no notifications of a desktop.
 */
export function bundledShell(): Promise<BundledShell | undefined> {
  unpacked ??= process.platform === 'linux' && process.arch === 'x64' ? unpack() : Promise.resolve(undefined);
  return unpacked;
}

/** What the package changes of the environment of whoever imports it. */
const CHANGED = ['AWS_LAMBDA_JS_RUNTIME', 'FONTCONFIG_PATH', 'HOME', 'LD_LIBRARY_PATH'];

let unpacked: Promise<BundledShell | undefined> | undefined;

/** The package sets up the process that imports it, and unpacks its libraries, where it takes it for one of those that it was made for. */
async function unpack(): Promise<BundledShell> {
  const before = CHANGED.map((name) => [name, process.env[name]] as const);
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const env = { ...(process.env as Record<string, string>), FONTCONFIG_FILE: fontsIn(dirname(executablePath)) };
    return { executablePath, env };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/**
 * Writes down for fontconfig where the fonts were unpacked to, and returns the file.
 * The package's own file names `/tmp`, whatever the temporary folder is. A page without any font ends the shell.
 */
function fontsIn(folder: string): string {
  const fonts = join(folder, 'fonts');
  const file = join(fonts, 'unpacked.conf');
  mkdirSync(fonts, { recursive: true });
  const [fontFolder, cacheFolder] = [fonts, join(folder, 'fonts-cache')].map(pathToXml);
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${fontFolder}</dir><cachedir>${cacheFolder}</cachedir></fontconfig>`,
  );
  return file;
}

function pathToXml(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
