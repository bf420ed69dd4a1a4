
// Starts the engine's worker; joined to the JavaScript that loads its wasm.
//
// Leaves to the wasm: floorbookBuild, the build that the page is of; and floorbookEarly, what the
// page said before the wasm listened, which it drains when it sets its own onmessage.
self.floorbookBuild = new URL(self.location.href).searchParams.get("build") ?? "";
self.floorbookEarly = [];
self.onmessage = (event) => self.floorbookEarly.push(event.data);
__wbg_init({ module_or_path: new URL("%wasm%", self.location.href) }).catch((error) => {
  // Thrown outside of the promise, it reaches the page as the worker's `error` event.
  setTimeout(() => {
    throw error;
  });
});
