// The service worker: makes the app start with no connection.
//
// It keeps one cache a build. A newer build is fetched beside the running one and waits until the
// page says {type: "activate"}: only the page knows that nothing is unsaved and that its user agrees.
// It holds files of the app and nothing that anyone wrote.
"use strict";

const BUILD = "%build%";
const ASSETS = "%assets%";
const PREFIX = "floorbook-";
const CACHE = PREFIX + BUILD;
const HASHED = /-[0-9a-f]{12}(_bg)?\.[a-z]+(\?|$)/;
const ANSWER_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(install(event));
});

async function install(event) {
  try {
    const cache = await caches.open(CACHE);
    // Names with a hash cannot be stale; everything else is asked for past the browser's own cache.
    await cache.addAll(ASSETS.map((url) => new Request(url, { cache: HASHED.test(url) ? "default" : "reload" })));
    const page = await (await cache.match("/")).text();
    if (!page.includes(BUILD)) throw new Error("the server changed to another build meanwhile");
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  // Where the browser can, it answers from this cache without waiting for this script to start.
  try {
    await event.addRoutes?.(ASSETS.map(route));
  } catch (error) {
    console.warn("Static routes are not used:", error);
  }
}

function route(url) {
  const { pathname, search } = new URL(url, self.location.origin);
  return { condition: { urlPattern: { pathname, search: search.slice(1) } }, source: { cacheName: CACHE } };
}

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "tidy") event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  if (request.mode === "navigate") {
    // Pages have no extension; the server's own answers are left to it.
    if (!name.includes(".") && !["/healthz", "/metrics"].includes(url.pathname)) event.respondWith(cached("/", request));
  } else if (HASHED.test(url.pathname) || ASSETS.includes(url.pathname)) {
    event.respondWith(cached(url.pathname, request));
  }
});

// A file of this build; or of another one, whose tab is still open; or the server's.
async function cached(url, request) {
  const options = { ignoreSearch: true, ignoreVary: true };
  const own = await (await caches.open(CACHE)).match(url, options);
  return own ?? (await caches.match(url, options)) ?? fetch(request);
}

// Removes the caches of former builds once no open tab is of another build. A tab that does not
// answer may be frozen and need its files later; a build that is being fetched or waits is newer.
async function tidy() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const builds = await Promise.all(windows.map(buildOf));
  const { installing, waiting } = self.registration;
  if (installing || waiting || builds.some((build) => build !== BUILD)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
}

function buildOf(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(null), ANSWER_MS);
    client.postMessage({ type: "which-build" }, [port2]);
  });
}
