/** Copies a text. False where it can't be: without TLS there is no clipboard, and the user may have refused it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
