const PROBE = 'confab-probe=1';

/**
 * Whether the browser takes no cookies of this page: then nobody stays signed in. It is tried, since `navigator.cookieEnabled` is true in Chromium
 * where its user blocks them.
 */
export function areCookiesBlocked(): boolean {
  try {
    keep(`${PROBE}; SameSite=Lax`);
    const isTaken = document.cookie.includes(PROBE);
    keep(`${PROBE}; SameSite=Lax; Max-Age=0`);
    return !isTaken;
  } catch {
    return true;
  }
}

function keep(cookie: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari 16.4 and Firefox 115, and answers too late.
  document.cookie = cookie;
}
