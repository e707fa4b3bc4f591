/** Texts of the complete, unmasked text frames in a buffer. Throws for anything else. */
export function readFrames(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] !== 0x81) throw new Error(`no final text frame at ${at}`);
    let length = bytes[at + 1] ?? 0;
    if (length > 127) throw new Error('masked');
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    if (at + length > bytes.length) throw new Error('a frame is cut off');
    texts.push(bytes.toString('utf8', at, at + length));
    at += length;
  }
  return texts;
}
