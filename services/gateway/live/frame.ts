import { LRUCache } from 'lru-cache';

/**
 * Complete, unmasked WebSocket text frames (RFC 6455, section 5.2), made by hand so that everything one commit brings a socket is one write.
 *
 * Writing them past `ws` is safe while compression is off: `ws` then writes each of its own frames whole and synchronously, so a frame of ours can
 * only ever stand between two of its frames.
 */
const FIN_TEXT = 0x81;
const TYPE_AND_PAYLOAD = Buffer.from(',"type":"next","payload":');
const OPENING = Buffer.from('{"id":');
const CLOSING = Buffer.from('}');

function headerLength(payloadLength: number): number {
  if (payloadLength < 126) return 2;
  return payloadLength < 65_536 ? 4 : 10;
}

function writeHeader(target: Buffer, at: number, payloadLength: number): number {
  target[at] = FIN_TEXT;
  if (payloadLength < 126) {
    target[at + 1] = payloadLength;
    return at + 2;
  }
  if (payloadLength < 65_536) {
    target[at + 1] = 126;
    return target.writeUInt16BE(payloadLength, at + 2);
  }
  target[at + 1] = 127;
  return target.writeBigUInt64BE(BigInt(payloadLength), at + 2);
}

/** One message as a frame. In one piece: `ws` writes header and payload as two. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(headerLength(length) + length);
  frame.write(text, writeHeader(frame, 0, length));
  return frame;
}

interface Template {
  bytes: Buffer;
  /** Where the id goes, once a frame. */
  gaps: readonly number[];
}

/**
 * The `next` messages of one batch for any number of sockets. All that differs between them is the operation's id: the rest is laid out once for each
 * length of id, then copied.
 */
export class FrameBatch {
  readonly #payloads: readonly Buffer[];
  readonly #templates = new Map<number, Template>();
  #lastId: Buffer | undefined;
  #lastFrames: Buffer | undefined;

  /** `payloads`: execution results in JSON. */
  constructor(payloads: readonly Buffer[]) {
    this.#payloads = payloads;
  }

  get size(): number {
    return this.#payloads.length;
  }

  /** Frames for the operation whose id, as a JSON string, is `id`. The same buffer may be handed out again: nobody changes it. */
  framesFor(id: Buffer): Buffer {
    if (this.#lastFrames && this.#lastId && (this.#lastId === id || this.#lastId.equals(id))) return this.#lastFrames;
    const { bytes, gaps } = this.#template(id.length);
    const frames = Buffer.allocUnsafe(bytes.length);
    bytes.copy(frames);
    for (const gap of gaps) id.copy(frames, gap);
    this.#lastId = id;
    this.#lastFrames = frames;
    return frames;
  }

  #template(idLength: number): Template {
    let template = this.#templates.get(idLength);
    if (!template) {
      template = layOut(this.#payloads, idLength);
      this.#templates.set(idLength, template);
    }
    return template;
  }
}

function layOut(payloads: readonly Buffer[], idLength: number): Template {
  const around = OPENING.length + idLength + TYPE_AND_PAYLOAD.length + CLOSING.length;
  const lengths = payloads.map((payload) => around + payload.length);
  // Nothing of it is sent before the gaps are filled.
  const bytes = Buffer.allocUnsafe(lengths.reduce((total, length) => total + headerLength(length) + length, 0));
  const gaps: number[] = [];
  let at = 0;
  for (const [index, payload] of payloads.entries()) {
    at = writeHeader(bytes, at, lengths[index] ?? 0);
    at += OPENING.copy(bytes, at);
    gaps.push(at);
    at += idLength;
    at += TYPE_AND_PAYLOAD.copy(bytes, at);
    at += payload.copy(bytes, at);
    at += CLOSING.copy(bytes, at);
  }
  return { bytes, gaps };
}

/** Clients number their operations or make up unique ids: of the first kind most sockets have the same few. */
const known = new LRUCache<string, Buffer>({ max: 1_000 });

/**
 * A client's id of an operation as a JSON string in UTF-8. All who use the same id share one buffer.
 * It has memory of its own: as a slice of Node's pool it would keep all of that alive.
 */
export function operationIdBytes(id: string): Buffer {
  let bytes = known.get(id);
  if (!bytes) {
    const text = JSON.stringify(id);
    bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    known.set(id, bytes);
  }
  return bytes;
}
