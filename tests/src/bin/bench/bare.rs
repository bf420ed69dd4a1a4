//! What the app is compared with: a page that shows fifty rows and keeps nothing, and a worker that
//! writes bytes to a file and flushes them, with no database at all.

use floorbook_tests::hub::Hub;
use tempfile::TempDir;

const ROWS: &str = "<!doctype html><meta charset=utf-8><title>Bare</title><main><ul></ul></main>\
    <script type=module src=/rows.js></script>";
const ROWS_JS: &str = "const list = document.querySelector('ul');
    for (let i = 0; i < 50; i++) {
        const row = document.createElement('li');
        row.textContent = `Row ${i}: a partner, a hall, a day, and what it was for`;
        list.append(row);
    }";
const RAW: &str = "<!doctype html><meta charset=utf-8><title>Raw</title><script src=/raw.js></script>";
const RAW_JS: &str = "globalThis.raw = new Worker('/raw-worker.js');";
const RAW_WORKER_JS: &str = "const opened = (async () => {
        const root = await navigator.storage.getDirectory();
        const file = await root.getFileHandle('raw', { create: true });
        return file.createSyncAccessHandle();
    })();
    let at = 0;
    onmessage = async ({ data }) => {
        const file = await opened;
        const bytes = new TextEncoder().encode(data);
        at += file.write(bytes, { at });
        file.flush();
        postMessage(at);
    };";

/// Writes some text and answers after how many milliseconds it was on disk.
pub const WRITE: &str = "const [text, done] = arguments;
    const start = performance.now();
    raw.onmessage = () => done(performance.now() - start);
    raw.postMessage(text);";

/// A server of these pages.
pub struct Bare {
    /// The server.
    pub hub: Hub,
    _folder: TempDir,
}

impl Bare {
    /// Starts it.
    pub fn start() -> Bare {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = [
            ("index.html", ROWS),
            ("rows.js", ROWS_JS),
            ("raw.html", RAW),
            ("raw.js", RAW_JS),
            ("raw-worker.js", RAW_WORKER_JS),
        ];
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).expect("a file can be written");
        }
        Bare { hub: Hub::serving(folder.path()), _folder: folder }
    }
}
