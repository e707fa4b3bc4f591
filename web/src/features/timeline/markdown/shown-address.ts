/** The scheme with who is asked for, then the host. */
const HOST = /^([a-z][a-z\d+.-]*:(?:\/\/)?(?:[^/?#]*@)?)([^/?#:]*)/i;
/** Characters that nobody sees, that change the order of others, or that look like a space. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The text of a link that was typed as an address. It is what was typed, but for the host, which is the one that is opened (punycode for
 * names with letters beyond ASCII, which can look like others), and for characters that deceive, which are escaped. Escapes stay escapes.
 */
export function shownAddress(typed: string, opened: string): string {
  const host = hostOf(opened);
  return typed
    .replace(HOST, (start: string, before: string, own: string) =>
      own.toLowerCase() === host.toLowerCase() ? start : before + host,
    )
    .replace(DECEPTIVE, encodeURIComponent);
}

/** As a browser understands it: it decodes escapes and folds other forms of letters. */
function hostOf(opened: string): string {
  const written = HOST.exec(opened)?.[2] ?? '';
  try {
    return new URL(opened).hostname || written;
  } catch {
    return written;
  }
}
