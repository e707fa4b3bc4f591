import { readOpenFiles, roomForConnections } from './open-files.ts';

describe('the files that a process may open', () => {
  it.each([
    [{ limit: 400, inUse: 60 }, 300],
    [{ limit: 256, inUse: 60 }, 164],
    [{ limit: 20_000, inUse: 100 }, 18_900],
    [{ limit: 1_048_576, inUse: 576 }, 1_047_000],
    [{ limit: 64, inUse: 60 }, 16],
  ])('%j leave room for %d connections', (files, connections) => {
    expect(roomForConnections(files)).toBe(connections);
  });

  it('are known on Linux', () => {
    const files = readOpenFiles();
    if (process.platform !== 'linux') expect(files).toBeUndefined();
    else expect(files?.limit).toBeGreaterThan(files?.inUse ?? 0);
  });
});
