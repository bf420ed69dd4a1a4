// Starts Floorbook: theme, engine, app, service worker, in this order.
//
// A classic script in the head, so that it runs before anything is painted and while the page's
// modules still load. It leaves to the page:
//   floorbookBuild            the name of this build
//   floorbookWorker           the engine's worker, already starting
//   floorbookEarly            what the worker said before the app listened; the app drains it
//   floorbookWorkerFailed     why the worker could not start, if so (event `floorbook-worker-failed`)
//   floorbookApplyTheme(t)    "light", "dark" or "system"
//   floorbookUpdateWaiting    whether a newer build waits (event `floorbook-update`)
//   floorbookApplyUpdate()    lets the newer build take over, then reloads this page
// and the cancelable event `floorbook-replaced`: another tab let a newer build take over. Unless a
// listener calls preventDefault(), saves, and reloads itself, the page reloads at once.
(() => {
  "use strict";
  const BUILD = "%build%";
  const APP_JS = "%app_js%";
  const APP_WASM = "%app_wasm%";
  const WORKER_JS = "%worker_js%";
  const HAS_SERVICE_WORKER = "%service_worker%";
  const THEME_KEY = "floorbook.theme";
  // In the shell the engine is no worker, what is kept lies with the shell, and there is no newer build to wait for.
  const IN_SHELL = globalThis.isTauri === true;
  const UPDATE_EVERY_MS = 60 * 60 * 1000;

  globalThis.floorbookBuild = BUILD;

  // Theme: what is fixed stands on <html>, "system" leaves it to the style sheet.
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')];
  const [lightBar, darkBar] = bars.map((bar) => bar.content);
  globalThis.floorbookApplyTheme = (theme) => {
    const fixed = theme === "light" || theme === "dark";
    if (fixed) document.documentElement.dataset.theme = `floorbook-${theme}`;
    else delete document.documentElement.dataset.theme;
    bars.forEach((bar, i) => {
      const dark = fixed ? theme === "dark" : i === 1;
      bar.content = dark ? darkBar : lightBar;
    });
  };
  try {
    globalThis.floorbookApplyTheme(IN_SHELL ? globalThis.floorbookTheme : JSON.parse(localStorage.getItem(THEME_KEY)));
  } catch {
    // Storage is refused, or holds something else: the system's theme stands.
  }

  // Engine: it compiles and opens its database while the app still loads.
  globalThis.floorbookEarly = [];
  if (!IN_SHELL) try {
    const worker = new Worker(WORKER_JS, { type: "module", name: "floorbook-engine" });
    worker.onmessage = (event) => globalThis.floorbookEarly.push(event.data);
    worker.addEventListener("error", (event) => workerFailed(event.message || "its files could not be loaded"));
    globalThis.floorbookWorker = worker;
  } catch (error) {
    workerFailed(String(error));
  }
  function workerFailed(why) {
    globalThis.floorbookWorkerFailed = why;
    window.dispatchEvent(new CustomEvent("floorbook-worker-failed", { detail: why }));
  }

  // App. Without it no text of its catalogue can be had, so the few words for that case stand here.
  import(APP_JS)
    .then((app) => app.default({ module_or_path: APP_WASM }))
    .catch((error) => {
      console.error(error);
      whenParsed(() => showFailure(error));
    });
  function showFailure(error) {
    const shell = document.getElementById("floorbook-shell");
    if (!shell) return;
    const supported = typeof WebAssembly === "object";
    const say = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const again = say("button", "Try again");
    again.type = "button";
    again.addEventListener("click", () => location.reload());
    shell.setAttribute("role", "alert");
    shell.replaceChildren(
      say("h1", "Floorbook could not start"),
      say(
        "p",
        supported
          ? "A part of the app could not be loaded. Your notes on this device have not been touched."
          : "This browser is too old to run Floorbook. Your notes on this device have not been touched.",
      ),
      say("p", supported ? "Check the connection, then try again." : "Update the browser, then try again."),
      again,
      say("p", String(error)),
    );
  }
  function whenParsed(work) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", work, { once: true });
    else work();
  }

  // Service worker: absent on origins that are not secure.
  globalThis.floorbookUpdateWaiting = false;
  globalThis.floorbookApplyUpdate = async () => false;
  const host = navigator.serviceWorker;
  if (!host || !HAS_SERVICE_WORKER || IN_SHELL) return;

  let applying = false;
  globalThis.floorbookApplyUpdate = async () => {
    const waiting = (await host.getRegistration())?.waiting;
    if (!waiting) return false;
    applying = true;
    waiting.postMessage({ type: "activate" });
    return true;
  };

  // The first service worker taking over a page is no update of it.
  let controlled = Boolean(host.controller);
  host.addEventListener("controllerchange", () => {
    if (applying) return location.reload();
    const replaced = controlled;
    controlled = true;
    if (replaced && window.dispatchEvent(new CustomEvent("floorbook-replaced", { cancelable: true }))) {
      location.reload();
    }
  });
  host.addEventListener("message", (event) => {
    if (event.data?.type === "which-build") event.ports[0]?.postMessage(BUILD);
  });
  host.startMessages();

  function announce() {
    globalThis.floorbookUpdateWaiting = true;
    window.dispatchEvent(new CustomEvent("floorbook-update"));
  }
  function watch(registration) {
    if (registration.waiting && host.controller) announce();
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh?.addEventListener("statechange", () => {
        if (fresh.state === "installed" && host.controller) announce();
      });
    });
    let checked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible" || Date.now() - checked < UPDATE_EVERY_MS) return;
      checked = Date.now();
      registration.update().catch(() => {}); // No connection: asked again later.
    });
    host.controller?.postMessage({ type: "tidy" });
  }
  // After the load: filling the cache must not delay the first screen.
  window.addEventListener("load", () => {
    host.register("/sw.js").then(watch, (error) => console.warn("Floorbook will not start offline:", error));
  });
})();
