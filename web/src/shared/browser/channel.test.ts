import { hasChannels, openChannel } from './channel.ts';

const { BroadcastChannel: real } = globalThis;
const replace = (value: unknown) => Object.assign(globalThis, { BroadcastChannel: value });

describe('a channel between the tabs of a browser', () => {
  afterEach(() => replace(real));

  it('carries what one says to the others', async () => {
    expect(hasChannels()).toBe(true);
    const heard = new Promise<string>((resolve) => {
      const ear = openChannel<string>('test', (said) => {
        ear.close();
        resolve(said);
      });
    });
    const mouth = openChannel<string>('test', () => undefined);
    mouth.post('hello');
    expect(await heard).toBe('hello');
    mouth.close();
    mouth.post('to nobody');
  });

  it.each([
    ['has none', undefined],
    [
      'refuses them',
      class {
        constructor() {
          throw new DOMException('insecure', 'SecurityError');
        }
      },
    ],
  ])('is silent where the browser %s', (_case, value) => {
    replace(value);
    expect(hasChannels()).toBe(false);
    const channel = openChannel<string>('test', () => undefined);
    channel.post('hello');
    channel.close();
  });
});
