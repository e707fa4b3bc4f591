import { linesOf } from './left-out.ts';

describe('what a run of the tests leaves out', () => {
  it('is named by what is missing, with what brings it', () => {
    expect(
      linesOf([
        { path: 'a.int.test.ts', lacks: ['mongo', 'nats'] },
        { path: 'b.int.test.ts', lacks: ['nats'] },
      ]),
    ).toEqual([
      'Left out: 2 suites that this machine has not got everything for.',
      '  1 on MongoDB: start Docker, or name the folder of a mongod in CONFAB_BACKENDS_BIN',
      '  2 on NATS: apt-get install nats-server',
    ]);
  });

  it('is not spoken of where nothing is', () => {
    expect(linesOf([])).toEqual([]);
  });
});
