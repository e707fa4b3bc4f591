/**
 * What this server can do beyond the first API: names of the sections of the public API's second part that are built. Clients read them
 * (`Server.features`), and `npm run check` holds the schema to all of each (`test/contract-next.graphql`).
 */
export const FEATURES: readonly string[] = ['safe'];
