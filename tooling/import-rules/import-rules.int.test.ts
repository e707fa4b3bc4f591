import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURE = 'tooling/import-rules/fixture';

/** What each file of the fixture does wrong. */
const WRONG = [
  'application-imports-inward: services/alpha/application/outward.ts → services/alpha/adapters/client.ts',
  'application-imports-inward: services/alpha/application/outward.ts → services/alpha/api/handler.ts',
  'application-imports-inward: services/alpha/application/outward.ts → services/alpha/config.ts',
  'application-without-libraries: services/alpha/application/outward.ts → fs',
  'domain-is-pure: services/alpha/domain/impure.ts → crypto',
  'domain-is-pure: services/alpha/domain/impure.ts → node_modules/lru-cache/index.js',
  'domain-is-pure: services/alpha/domain/impure.ts → services/alpha/application/command.ts',
  'domain-is-pure: services/alpha/domain/impure.ts → services/runtime/kernel/clock.ts',
  'edges-apart: services/alpha/api/sideways.ts → services/alpha/adapters/client.ts',
  'gateway-accounts: services/gateway/accounts/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-context: services/gateway/context/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-conversations: services/gateway/conversations/upward.ts → services/gateway/socket/socket.ts',
  'gateway-execution: services/gateway/execution/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-graphql: services/gateway/graphql/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-http: services/gateway/http/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-live: services/gateway/live/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-messages: services/gateway/messages/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-operation: services/gateway/operation/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-presence: services/gateway/presence/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-rooms: services/gateway/rooms/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-schema: services/gateway/schema/upward.ts → services/gateway/socket/socket.ts',
  'gateway-server: services/gateway/server/upward.ts → services/gateway/conversations/inbox.ts',
  'gateway-socket: services/gateway/socket/upward.ts → services/gateway/conversations/inbox.ts',
  'live-knows-no-graphql: services/gateway/live/knowing.ts → node_modules/graphql/index.mjs',
  'no-cycle: services/beta/circle.ts → services/beta/service.ts',
  'no-dead-import: services/beta/service.ts → left-pad-that-nobody-has',
  'no-undeclared-package: services/alpha/domain/impure.ts → node_modules/lru-cache/index.js',
  'no-undeclared-package: services/beta/undeclared.ts → node_modules/acorn/dist/acorn.mjs',
  'nobody-imports-the-web: services/alpha/adapters/web-page.ts → web/src/page.ts',
  'product-imports-no-test: services/alpha/service.ts → services/alpha/test/scene.ts',
  'runtime-imports-nobody: services/runtime/kernel/clock.ts → services/beta/service.ts',
  'runtime-in-layers: services/runtime/eventlog/store/sideways.ts → services/runtime/network/rpc.ts',
  'runtime-in-layers: services/runtime/kernel/upward.ts → services/runtime/process/run-service.ts',
  'runtime-knows-no-message: services/runtime/kernel/clock.ts → proto/dist/message_pb.js',
  'service-imports-no-service: services/alpha/api/sideways.ts → services/beta/service.ts',
  'service-knows-no-driver: services/alpha/adapters/driver.ts → services/runtime/eventlog/store/mongo/open-mongo-store.ts',
  'text-is-pure: proto/text/impure.ts → fs',
  'text-is-pure: proto/text/impure.ts → services/runtime/kernel/errors/app-error.ts',
  'web-components-have-composables: web/src/features/account/ProfileForm.vue → web/src/shared/api/apollo.ts',
  'web-features-have-a-layer: web/src/features/novelty/novelty.ts → web/src/shared/ui/UserAvatar.vue',
  'web-folders-without-circles: web/src/features/timeline/rows → web/src/features/timeline/state',
  'web-folders-without-circles: web/src/features/timeline/state → web/src/features/timeline/rows',
  'web-imports-no-service: web/src/direct.ts → proto/dist/message_pb.js',
  'web-imports-no-service: web/src/direct.ts → services/beta/service.ts',
  'web-in-layers-blocks: web/src/features/blocks/upward.ts → web/src/features/membership/upward.ts',
  'web-in-layers-composer: web/src/features/composer/upward.ts → web/src/features/membership/upward.ts',
  'web-in-layers-connection: web/src/features/connection/upward.ts → web/src/features/timeline/message.ts',
  'web-in-layers-conversation: web/src/features/conversation/ConversationPane.vue → web/src/features/room/RoomView.vue',
  'web-in-layers-lobby: web/src/features/lobby/sideways.ts → web/src/features/inbox/SideBar.vue',
  'web-in-layers-membership: web/src/features/membership/upward.ts → web/src/features/conversation/ConversationPane.vue',
  'web-in-layers-outbox: web/src/features/outbox/upward.ts → web/src/features/composer/upward.ts',
  'web-in-layers-pages: web/src/pages/RoomPage.vue → web/src/app/frame.ts',
  'web-in-layers-room: web/src/features/room/RoomView.vue → web/src/features/inbox/SideBar.vue',
  'web-in-layers-session: web/src/features/session/SignIn.vue → web/src/features/connection/upward.ts',
  'web-in-layers-shared: web/src/shared/ui/UserAvatar.vue → web/src/features/session/SignIn.vue',
  'web-in-layers-timeline: web/src/features/timeline/upward.ts → web/src/features/outbox/upward.ts',
  'web-without-circles: web/src/features/timeline/message.ts → web/src/features/timeline/MessageItem.vue',
  'wiring-is-the-root: services/alpha/api/sideways.ts → services/alpha/service.ts',
];

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** The names of all rules, and what dependency-cruiser finds, as `rule: from → to`, sorted. */
function cruise(folder: string): { rules: string[]; found: string[] } {
  const output = execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      folder,
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as {
    summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string }[] } };
  };
  const short = (path: string) => path.replace(`${FIXTURE}/`, '');
  return {
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    found: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${short(from)} → ${short(to)}`).sort(),
  };
}

describe('the import rules', () => {
  const { rules, found } = cruise(FIXTURE);

  it('refuse exactly what the fixture does wrong', () => {
    expect(found).toEqual(WRONG);
  });

  it.each(rules)('%s bites', (name) => {
    expect(found.filter((line) => line.startsWith(`${name}: `))).not.toHaveLength(0);
  });
});
