import type { DescMethodUnary, DescService } from '@bufbuild/protobuf';

const CALLEE = /^confab\.(\w+)\./;

/** The service that serves a contract, by its package: `confab.rooms.v1` is rooms'. */
export function calleeOf(service: DescService): string {
  const [, callee] = CALLEE.exec(service.typeName) ?? [];
  if (callee === undefined) throw new Error(`${service.typeName} is in no package of ours`);
  return callee;
}

/**
 * Subject of a request. The caller's name is part of it because the broker's permissions can hold a user to it: what a service
 * learns of its caller is what the broker has checked.
 */
export function requestSubject(method: DescMethodUnary, caller: string, partition: string | undefined): string {
  const place = partition === undefined ? 'any' : `at.${partition}`;
  return `rpc.${calleeOf(method.parent)}.${caller}.${place}.${method.parent.name}.${method.name}`;
}

/** What a server of the contract subscribes to. */
export function servedSubject(service: DescService, partition: string | undefined): string {
  const place = partition === undefined ? 'any' : `at.${partition}`;
  return `rpc.${calleeOf(service)}.*.${place}.${service.name}.*`;
}

/** What a request's subject tells. */
export interface ParsedSubject {
  caller: string;
  method: string;
}

export function parseSubject(subject: string): ParsedSubject {
  const tokens = subject.split('.');
  return { caller: tokens[2] ?? '', method: tokens.at(-1) ?? '' };
}
