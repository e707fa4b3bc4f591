import { readFileSync } from 'node:fs';

/** Resident memory of a process in bytes (Linux). */
export function rssOf(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
  return Number(kb) * 1024;
}
