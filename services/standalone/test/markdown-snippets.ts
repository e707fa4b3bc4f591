/** A fenced block of a page. */
export interface Snippet {
  /** Path from the root, and the line of the opening fence. */
  page: string;
  line: number;
  language: string;
  /** What stands behind the language: the file that the block quotes. */
  file: string | undefined;
  text: string;
}

/** All fenced blocks of a page, in order. */
export function snippetsOf(page: string, markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: Snippet | undefined;
  for (const [at, line] of markdown.split('\n').entries()) {
    const [, info] = /^```(.*)$/.exec(line) ?? [];
    if (info === undefined) {
      if (open) open.text += `${line}\n`;
    } else if (open) {
      snippets.push(open);
      open = undefined;
    } else {
      const [language = '', file] = info.trim().split(/\s+/);
      open = { page, line: at + 1, language, file, text: '' };
    }
  }
  if (open) throw new Error(`${page}:${open.line}: the block has no end`);
  return snippets;
}

/** Commands of a shell block: paragraphs that begin with `curl`, and lines of all others. */
export function commandsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph) => (paragraph.trimStart().startsWith('curl ') ? [paragraph] : paragraph.split('\n')))
    .map((command) => command.trim())
    .filter((command) => command !== '');
}

/** One message of a conversation over a socket. */
export interface Frame {
  direction: 'sent' | 'received';
  message: unknown;
}

/** Lines `> …` are sent and `< …` received. Each is JSON in which `<name>` stands for something. */
export function framesOf(text: string): Frame[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, arrow, json = ''] = /^([<>]) (.*)$/.exec(line) ?? [];
      if (!arrow) throw new Error(`neither sent nor received: ${line}`);
      return { direction: arrow === '>' ? 'sent' : 'received', message: JSON.parse(json) };
    });
}

/** Whether a message has everything that a frame shows. `<name>` fits any text. */
export function fits(shown: unknown, message: unknown): boolean {
  if (typeof shown === 'string' && /^<\w+>$/.test(shown)) return typeof message === 'string';
  if (typeof shown !== 'object' || shown === null) return shown === message;
  if (typeof message !== 'object' || message === null) return false;
  return Object.entries(shown).every(([key, value]) => fits(value, message[key as keyof typeof message]));
}
