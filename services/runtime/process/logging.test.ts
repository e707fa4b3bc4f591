import { createLogger } from './logging.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void, level?: string): string {
  let output = '';
  const destination = {
    write(line: string) {
      output += line;
    },
  };
  write(createLogger({ name: 'test', destination, ...(level ? { level } : {}) }));
  return output;
}

describe('createLogger', () => {
  it('masks secrets at the top and inside of objects', () => {
    const output = logged((log) => {
      log.info({ token: 'S1', call: { token: 'S2' }, req: { headers: { cookie: 'S3', authorization: 'S4' } } }, 'in');
      log.info({ input: { newPassword: 'S5', a: { message: { text: 'S6' } } }, headers: { 'set-cookie': 'S7' } }, 'in');
    });
    expect(output).not.toMatch(/S\d/);
    expect(output.match(/\[redacted\]/g)).toHaveLength(7);
  });

  it('masks the secret fields of an event', () => {
    const data = { passwordHash: 'S1', familyHash: 'S2', tokenHash: 'S3', fromHash: 'S4', privateKey: 'S5' };
    const output = logged((log) =>
      log.info({ event: { data }, tokens: { accessToken: 'S6', refreshToken: 'S7' } }, 'in'),
    );
    expect(output).not.toMatch(/S\d/);
    expect(output.match(/\[redacted\]/g)).toHaveLength(7);
  });

  it('masks secrets of a child', () => {
    expect(logged((log) => log.child({ service: 'rooms' }).info({ password: 'S1' }, 'in'))).not.toContain('S1');
  });

  it('writes nothing below its level', () => {
    expect(logged((log) => log.info('quiet'), 'warn')).toBe('');
    expect(logged((log) => log.warn('loud'), 'warn')).toContain('loud');
  });
});
