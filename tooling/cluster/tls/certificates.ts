import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM files of an authority and of a server on 127.0.0.1 that it vouches for. */
export interface Certificates {
  authority: string;
  certificate: string;
  key: string;
  /** Key and certificate in one, as MongoDB takes them. */
  both: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes an authority and a certificate with openssl, for two days, in a folder of the caller's. */
export function makeCertificates(folder: string): Certificates {
  const file = (name: string) => join(folder, name);
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  const authority = ['-keyout', file('ca.key'), '-out', file('ca.crt'), '-subj', '/CN=Confab test', '-days', '2'];
  openssl(['req', '-x509', ...NEW_KEY, ...authority]);
  openssl(['req', ...NEW_KEY, '-keyout', file('server.key'), '-out', file('server.csr'), '-subj', '/CN=localhost']);
  const signedBy = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-extfile', file('names')];
  openssl(['x509', '-req', '-in', file('server.csr'), '-out', file('server.crt'), '-days', '2', ...signedBy]);
  writeFileSync(
    file('server.pem'),
    readFileSync(file('server.key'), 'utf8') + readFileSync(file('server.crt'), 'utf8'),
  );
  return {
    authority: file('ca.crt'),
    certificate: file('server.crt'),
    key: file('server.key'),
    both: file('server.pem'),
  };
}

function openssl(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`openssl ${args.join(' ')}: ${stderr}`);
}
