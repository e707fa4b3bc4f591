import { AppError, isAppError } from '../../../kernel/errors/app-error.ts';
import { toAppError } from './errors.ts';
import type { WireError } from './protocol.ts';

export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { errcode } = error as { errcode?: unknown };
  return {
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(typeof errcode === 'number' ? { errcode } : {}),
    ...(isAppError(error) ? { code: error.code } : {}),
  };
}

/** The error on this side, UNAVAILABLE where the disk or the file is at fault. */
export function fromWireError(wire: WireError): unknown {
  if (wire.code !== undefined) return new AppError(wire.code, wire.message);
  const error = new Error(wire.message);
  if (wire.stack !== undefined) error.stack = wire.stack;
  return toAppError(wire.errcode === undefined ? error : Object.assign(error, { errcode: wire.errcode }));
}
