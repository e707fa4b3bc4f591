import { addressKey } from './address-key.ts';

describe('the key of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:4321', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:0207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['[::ffff:192.0.2.7]:4321', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::]:443', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each(['', 'unknown', '_hidden', '1.2.3', '1.2.3.4.5', '2001:db8::1::2', '[1.2.3.4', ':::', 'x'.repeat(20_000)])(
    'is none for %j',
    (text) => {
      expect(addressKey(text)).toBeUndefined();
    },
  );

  it('differs between networks and not within one', () => {
    const keys = Array.from({ length: 1_000 }, (_, at) => addressKey(`2001:db8:0:1::${at.toString(16)}`));
    expect(new Set(keys).size).toBe(1);
    expect(addressKey('2001:db8:0:2::1')).not.toBe(keys[0]);
  });
});
