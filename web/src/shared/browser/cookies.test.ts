import { areCookiesBlocked } from './cookies.ts';

/** Cookies of a browser, of which another page may do something after each that is written. */
function documentWith({ takes = true, elsewhere = () => {} }: { takes?: boolean; elsewhere?: () => void } = {}) {
  const jar = new Map<string, string>();
  return {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [pair = '', ...attributes] = text.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else if (takes) jar.set(name, value);
      elsewhere();
    },
  };
}

function within<Result>(document: { cookie: string }, look: () => Result): Result {
  Object.assign(globalThis, { document });
  try {
    return look();
  } finally {
    Reflect.deleteProperty(globalThis, 'document');
  }
}

describe('cookies', () => {
  it('are taken, and nothing is left of the try', () => {
    const document = documentWith();
    expect(within(document, areCookiesBlocked)).toBe(false);
    expect(document.cookie).toBe('');
  });

  it('are blocked where the browser keeps none', () => {
    expect(within(documentWith({ takes: false }), areCookiesBlocked)).toBe(true);
  });

  it('are taken where another page of the browser tries at the same time', () => {
    let isElsewhere = false;
    const others: boolean[] = [];
    const document = documentWith({
      elsewhere() {
        if (isElsewhere) return;
        isElsewhere = true;
        others.push(areCookiesBlocked());
        isElsewhere = false;
      },
    });
    expect([within(document, areCookiesBlocked), ...others]).toEqual([false, false, false]);
  });
});
