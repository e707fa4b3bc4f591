/** The writing side of one socket. */
export interface Wire {
  /** False once the closing handshake began: nothing may be written then. */
  readonly open: boolean;
  /** More bytes wait in it than the soft limit allows: whoever can wait, waits. */
  readonly congested: boolean;
  /** Complete frames, in one write. */
  write(frames: Buffer): void;
  /** Resolves when everything written has left, or the socket is gone. */
  drained(): Promise<void>;
}
