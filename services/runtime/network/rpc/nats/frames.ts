/** One of several requests or answers that share a message of the broker. */
export interface Frame {
  /** By which the caller finds what is answered. */
  id: number;
  bytes: Uint8Array;
}

const HEAD_BYTES = 8;

/** Bytes that a frame takes in a message. */
export function sizeOf({ bytes }: Frame): number {
  return HEAD_BYTES + bytes.length;
}

/** Id and length, 32 bits each, then the bytes; one frame behind the other. */
export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  const message = Buffer.allocUnsafe(frames.reduce((sum, frame) => sum + sizeOf(frame), 0));
  let at = 0;
  for (const { id, bytes } of frames) {
    message.writeUInt32BE(id, at);
    message.writeUInt32BE(bytes.length, at + 4);
    message.set(bytes, at + HEAD_BYTES);
    at += HEAD_BYTES + bytes.length;
  }
  return message;
}

/** Views into the message, nothing is copied. Throws where the message was made by nobody of ours. */
export function decodeFrames(data: Uint8Array): Frame[] {
  const message = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const frames: Frame[] = [];
  for (let at = 0; at < message.length; ) {
    if (at + HEAD_BYTES > message.length) throw new Error('a message is cut off');
    const end = at + HEAD_BYTES + message.readUInt32BE(at + 4);
    if (end > message.length) throw new Error('a message is cut off');
    frames.push({ id: message.readUInt32BE(at), bytes: message.subarray(at + HEAD_BYTES, end) });
    at = end;
  }
  return frames;
}
