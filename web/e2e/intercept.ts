import type { BrowserContext, Page, Route } from 'playwright-core';

const REQUESTS = '**/graphql';

/** Leaves the requests of an operation to `handle`, before they reach the server; the others go on. */
export async function intercept(
  where: Page | BrowserContext,
  operation: string,
  handle: (route: Route) => unknown,
): Promise<void> {
  await where.route(REQUESTS, (route) =>
    route.request().postData()?.includes(operation) ? handle(route) : route.fallback(),
  );
}

/** Ends every interception there. */
export function letThrough(where: Page | BrowserContext): Promise<void> {
  return where.unroute(REQUESTS);
}
