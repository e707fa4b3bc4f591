import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { GatewayContext } from '../context/context.ts';

/** The address of a page that opens with a secret. Throws BAD_USER_INPUT where neither the operator nor the request says where this server is. */
export function linkTo(page: 'reset' | 'invite', token: string, { app, asked }: GatewayContext): string {
  const base = app.publicUrl ?? asked;
  if (base === undefined) throw new AppError('BAD_USER_INPUT', 'Name this server in `Host`, or set CONFAB_PUBLIC_URL.');
  return `${base}/${page}/${token}`;
}
