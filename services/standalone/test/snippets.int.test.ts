import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { buildSchema, parse, validate } from 'graphql';
import { filesMatching, textOf } from '../../../tooling/conventions/source-files.ts';
import { ROOT } from '../../../tooling/run.ts';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post } from './chat.ts';
import { commandsOf, fits, framesOf, type Snippet, snippetsOf } from './markdown-snippets.ts';
import { login, type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';

const PAGES = ['README.md', 'services/gateway/PROTOCOL.md', ...filesMatching('docs/**/*.md')];
const CLIENTS = join(ROOT, 'docs/clients');
const ADDRESS = 'localhost:4000';
/** What every program of the pages writes in the end: a message of this text is posted until it does. */
const AWAITED = 'hello';
const schema = buildSchema(textOf('services/gateway/schema.graphql'));
const run = promisify(execFile);

interface Manifest {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}
const manifest = (folder: string) => JSON.parse(textOf(join(folder, 'package.json'))) as Manifest;

describe.each(PAGES.filter((page) => textOf(page).includes('```')))('%s', (page) => {
  const folder = createTempFolder();
  let app: App;
  let host: Person;
  /** The one that the page itself was answered with. */
  let token = '';

  beforeAll(async () => {
    cpSync(join(CLIENTS, 'javascript'), folder.path, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
    app = await startApp();
    host = await register(app.url, 'host');
    token = host.token ?? '';
  });
  afterAll(async () => {
    await host?.close();
    await app?.close();
    folder.remove();
  });

  const here = (text: string) => text.replaceAll(ADDRESS, new URL(app.url).host);
  /** There is the room that the pages speak of, and the host is in it. */
  async function isOpen(): Promise<void> {
    await createRoom(host, 'tea').catch(() => undefined);
    await joinRoom(host, 'tea');
  }

  async function curl(command: string): Promise<void> {
    const { stdout } = await run('bash', ['-ec', here(command)], { env: { ...process.env, TOKEN: token } });
    const answer = JSON.parse(stdout) as { data?: Record<string, { accessToken?: string }>; errors?: unknown };
    expect(answer).toEqual({ data: expect.anything() });
    for (const { accessToken } of Object.values(answer.data ?? {})) token = accessToken ?? token;
  }

  function npm(command: string): void {
    const [, verb, ...words] = command.split(/\s+/);
    if (verb === 'install') {
      const { dependencies = {} } = manifest('docs/clients/javascript');
      expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(words));
    } else if (verb !== 'ci') {
      expect(Object.keys(manifest('.').scripts ?? {})).toContain(verb === 'run' ? words[0] : verb);
    }
  }

  async function program({ text }: Snippet): Promise<void> {
    await isOpen();
    writeFileSync(join(folder.path, 'snippet.js'), here(text));
    const { refreshToken, token: TOKEN } = await login(app.url, 'host');
    const env = { PATH: process.env.PATH, TOKEN, REFRESH_TOKEN: refreshToken };
    const child = spawn(process.execPath, [join(folder.path, 'snippet.js')], { env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        output += part;
      });
    }
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      await eventually(
        async () => {
          await post(host, { room: 'tea', text: AWAITED });
          expect(output).toContain(AWAITED);
          expect(output).not.toContain('Error');
        },
        { timeoutMs: 20_000 },
      );
    } finally {
      child.kill();
      await ended;
    }
  }

  async function conversation({ text }: Snippet): Promise<void> {
    await isOpen();
    const raw = await new RawSocket(app.url).opened();
    let read = 0;
    for (const { direction, message } of framesOf(text)) {
      if (direction === 'sent')
        raw.send(JSON.parse(JSON.stringify(message).replaceAll('<accessToken>', host.token ?? '')));
      else {
        await eventually(() => {
          const at = raw.messages.findIndex((received, index) => index >= read && fits(message, received));
          expect(at < 0 ? { missing: message, received: raw.messages } : {}).toEqual({});
          read = at + 1;
        });
      }
    }
    raw.socket.terminate();
  }

  async function shell({ text }: Snippet): Promise<void> {
    for (const command of commandsOf(text)) {
      if (command.startsWith('curl ')) await curl(command);
      else if (command.startsWith('npm ')) npm(command);
      else throw new Error(`nobody knows how to run: ${command}`);
    }
  }

  function quote({ file = '', text }: Snippet): void {
    expect(readFileSync(join(CLIENTS, file), 'utf8')).toContain(text);
  }

  /** A drawing. The folders that it names at the start of a line exist. */
  function drawing({ text }: Snippet): void {
    for (const [, path = ''] of text.matchAll(/^([\w/-]+\/) /gm))
      expect({ path, exists: existsSync(join(ROOT, path)) }).toEqual({ path, exists: true });
  }

  async function check(snippet: Snippet): Promise<void> {
    if (snippet.file !== undefined) return quote(snippet);
    switch (snippet.language) {
      case 'sh':
        return shell(snippet);
      case 'js':
        return program(snippet);
      case 'graphql':
        return expect(validate(schema, parse(snippet.text))).toEqual([]);
      case 'frames':
        return conversation(snippet);
      case 'text':
        return drawing(snippet);
      default:
        throw new Error(`nobody knows how to run a block of "${snippet.language}"`);
    }
  }

  const snippets = snippetsOf(page, textOf(page));
  it.each(snippets.map((snippet) => [snippet.line, snippet.language, snippet] as const))(
    'holds what line %i shows (%s)',
    (_line, _language, snippet) => check(snippet),
  );
});

describe('what the pages name', () => {
  it('is every file that docs/clients has', () => {
    const page = textOf('docs/clients.md');
    const files = filesMatching('docs/clients/**/*.*').filter((path) => !/\.d\.ts$|package\.json$|go\.sum$/.test(path));
    expect(files.map((path) => basename(path)).filter((name) => !page.includes(name))).toEqual([]);
  });

  it.each(filesMatching('**/*.md'))('%s names scripts of npm that exist', (page) => {
    const named = [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)(?: -w ([\w/-]+))?/g)];
    const missing = named.filter(([, script = '', workspace = '.']) => !manifest(workspace).scripts?.[script]);
    expect(missing.map(([text]) => text)).toEqual([]);
  });

  it.each(filesMatching('docs/**/*.graphql'))('%s is valid', (path) => {
    expect(validate(schema, parse(textOf(path)))).toEqual([]);
  });
});
