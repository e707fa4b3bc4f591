import { pino } from 'pino';
import { createManualClock } from '../../testing/manual-clock.ts';
import { describeEphemeral } from './contract/describe-ephemeral.ts';
import { createMemoryEphemeral } from './memory.ts';

describeEphemeral('createMemoryEphemeral', async () => {
  const clock = createManualClock();
  const ephemeral = createMemoryEphemeral({ clock, log: pino({ level: 'silent' }) });
  return {
    one: ephemeral,
    other: ephemeral,
    elapse: async (ms) => clock.advance(ms),
    close: () => ephemeral.close(),
  };
});
