import { readVueFiles } from './tooling/import-rules/read-vue.mjs';
import { webRules } from './tooling/import-rules/web-layers.mjs';

readVueFiles();

/**
 * Who may import whom. Every rule has a file under `tooling/import-rules/fixture` that breaks it, and a test that expects exactly that.
 *
 * Patterns begin with `(^|/)` so that they hold for the repository and for the fixture, a small copy of its shape.
 */
const SERVICE = '(?:^|/)services/(?!runtime/|standalone/)([^/]+)/';
const TEST_FILES = '(?:[.]test[.]ts$|/test/|/testing/|/contract/)';
/** The part of runtime that is pure: types and functions without a clock, chance or I/O. */
const PURE_RUNTIME =
  '(?:^|/)services/runtime/(?:kernel/(?:errors/app-error|names/(?:display-)?name|ids/link)|eventlog/(?:store/(?:event|projection)|decider/decider))[.]ts$';
/** What server and web read alike in a text: pure, and without dependencies. */
const TEXT = '(?:^|/)proto/text/[^/]+[.]ts$';
/** What runs a service here or there, of which it knows only the ports. */
const DRIVERS =
  '(?:^|/)services/runtime/(?:eventlog/(?:store|search)/(?:sqlite|mongo)/|network/(?:nats/|lease/(?:mongo/|sole)|rpc/(?:nats/|in-process)|live/(?:nats-bus|in-process)|ephemeral/(?:redis|memory))|process/(?:run-service|health-server|data-folder|[^/]*-(?:platform|connection))[.]ts$)';
/** Topics of the API, each with those that it may import. */
const TOPICS = {
  accounts: [],
  messages: ['accounts'],
  presence: ['accounts', 'messages'],
  rooms: ['accounts', 'messages', 'presence'],
  conversations: ['accounts', 'messages', 'presence', 'rooms'],
  operation: [],
  server: [],
};
const GATEWAY = '(?:^|/)services/gateway/';
/** A folder of the gateway, and what it may import of it: what lies below. */
const gatewayRule = (folder, below) => ({
  name: `gateway-${folder}`,
  comment: `${folder} imports ${below.join(', ') || 'nothing'} of the gateway besides itself: nothing goes back up.`,
  severity: 'error',
  from: { path: `${GATEWAY}${folder}/`, pathNot: TEST_FILES },
  to: {
    path: `${GATEWAY}[^/]+/`,
    pathNot: [`${GATEWAY}(?:${[folder, ...below].join('|')})/`, `${GATEWAY}node_modules/`],
  },
});
const OUTSIDE = ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'A domain imports its own domain, the pure part of runtime and @confab/text: nothing else of the repository.',
      severity: 'error',
      from: { path: `${SERVICE}domain/`, pathNot: TEST_FILES },
      to: { pathNot: ['(?:^|/)services/$1/domain/', PURE_RUNTIME, TEXT] },
    },
    {
      name: 'application-imports-inward',
      comment: 'Application code knows its domain and its own ports, never its edges or its wiring.',
      severity: 'error',
      from: { path: `${SERVICE}application/`, pathNot: TEST_FILES },
      to: { path: '(?:^|/)services/$1/(?:api|adapters|http|graphql|service[.]ts|main[.]ts|config[.]ts)' },
    },
    {
      name: 'application-without-libraries',
      comment:
        'What application code needs from outside comes through a port. Caches (lru-cache), generated messages and @confab/text are the exception.',
      severity: 'error',
      from: { path: `${SERVICE}application/`, pathNot: TEST_FILES },
      to: {
        dependencyTypes: OUTSIDE,
        pathNot: ['node_modules/(?:lru-cache|@bufbuild/protobuf)/', '(?:^|/)proto/dist/', TEXT],
      },
    },
    {
      name: 'edges-apart',
      comment: 'Inbound handlers and outbound clients meet in the application, never each other.',
      severity: 'error',
      from: { path: `${SERVICE}(api|adapters)/`, pathNot: TEST_FILES },
      to: { path: '(?:^|/)services/$1/(?:api|adapters)/', pathNot: '(?:^|/)services/$1/$2/' },
    },
    {
      name: 'wiring-is-the-root',
      comment: 'Only main and tests import a service’s wiring.',
      severity: 'error',
      from: { path: `${SERVICE}[^/]+/`, pathNot: TEST_FILES },
      to: { path: '(?:^|/)services/$1/(?:service|main)[.]ts$' },
    },
    {
      name: 'service-imports-no-service',
      comment: 'Services meet over protobuf. Only standalone imports them all.',
      severity: 'error',
      from: { path: SERVICE },
      to: { path: '(?:^|/)services/', pathNot: '(?:^|/)services/(?:$1|runtime)/' },
    },
    {
      name: 'service-knows-no-driver',
      comment: 'A service runs on whatever implements the ports. Only main.ts says where.',
      severity: 'error',
      from: { path: SERVICE, pathNot: [TEST_FILES, `${SERVICE}main[.]ts$`] },
      to: { path: DRIVERS },
    },
    gatewayRule('live', []),
    gatewayRule('graphql', []),
    gatewayRule('context', ['graphql', 'live']),
    ...Object.entries(TOPICS).map(([topic, below]) => gatewayRule(topic, [...below, 'context', 'graphql', 'live'])),
    gatewayRule('execution', ['context', 'graphql', 'live']),
    gatewayRule('schema', [...Object.keys(TOPICS), 'context', 'graphql']),
    gatewayRule('socket', ['execution', 'presence', 'context', 'graphql', 'live']),
    gatewayRule('http', ['socket', 'execution', 'context', 'graphql']),
    {
      name: 'live-knows-no-graphql',
      comment: 'The core of the gateway hands on objects; what GraphQL makes of them is the business of others.',
      severity: 'error',
      from: { path: `${GATEWAY}live/`, pathNot: TEST_FILES },
      to: { path: 'node_modules/(?:graphql|type-graphql|graphql-[^/]+)/' },
    },
    {
      name: 'runtime-imports-nobody',
      comment: 'There is nothing about chat in the runtime.',
      severity: 'error',
      from: { path: '(?:^|/)services/runtime/' },
      to: { path: '(?:^|/)(?:services/(?!runtime/)|web/|bench/)' },
    },
    {
      name: 'runtime-in-layers',
      comment:
        'process → network, eventlog → kernel: nothing goes back up, and network and eventlog do not know each other.',
      severity: 'error',
      from: { path: '(?:^|/)services/runtime/(kernel|eventlog|network)/', pathNot: TEST_FILES },
      to: {
        path: '(?:^|/)services/runtime/(?:kernel|eventlog|network|process)/',
        pathNot: ['(?:^|/)services/runtime/$1/', '(?:^|/)services/runtime/kernel/'],
      },
    },
    {
      name: 'runtime-knows-no-message',
      comment: 'The runtime carries protobuf messages without knowing one of them; its tests may.',
      severity: 'error',
      from: { path: '(?:^|/)services/runtime/', pathNot: TEST_FILES },
      to: { path: '(?:^|/)proto/dist/' },
    },
    {
      name: 'web-imports-no-service',
      comment: 'The web app knows the GraphQL API and @confab/text, nothing else; its browser tests start the product.',
      severity: 'error',
      from: { path: '(?:^|/)web/', pathNot: '(?:^|/)web/(?:e2e|acts)/' },
      to: { path: '(?:^|/)(?:services|proto|bench)/', pathNot: TEXT },
    },
    {
      name: 'text-is-pure',
      comment: 'Server and web read texts alike: @confab/text imports nothing but itself.',
      severity: 'error',
      from: { path: TEXT, pathNot: TEST_FILES },
      to: { pathNot: TEXT },
    },
    {
      name: 'nobody-imports-the-web',
      severity: 'error',
      from: { pathNot: '(?:^|/)web/' },
      to: { path: '(?:^|/)web/(?!node_modules/)' },
    },
    {
      name: 'product-imports-no-test',
      comment: 'What runs in production never loads test code.',
      severity: 'error',
      from: { path: '(?:^|/)(?:services|web|proto/text)/', pathNot: [TEST_FILES, '(?:^|/)web/(?:e2e|acts)/'] },
      to: { path: TEST_FILES, pathNot: 'node_modules' },
    },
    {
      name: 'no-cycle',
      comment:
        'No module is loaded before itself. Types alone may refer to each other: nothing is left of them at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that is used is in the package.json of who uses it.',
      severity: 'error',
      from: { path: '(?:^|/)(?:services|web|bench|proto/text)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dead-import',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...webRules,
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '(?:^|/)dist/'] },
    exclude: { path: ['[.](?:css|svg|png)$', '[?](?:raw|url|worker)$'] },
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['confab-source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.vue', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
