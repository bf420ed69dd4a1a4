// What the measurements of syncing need in a page, as `bench`. It speaks to the worker as the UI does.
if (globalThis.bench) return;
const worker = globalThis.floorbookWorker;
const numbers = { next: 3_500_000_000 };
const hearers = new Set();
worker.addEventListener('message', ({ data }) => {
    const at = now();
    if (typeof data?.body !== 'string') return;
    const told = JSON.parse(data.body);
    for (const hearer of [...hearers]) hearer(told, at);
});

// The clock of a page is its own: it runs on from the time that the system had when the browser was started. By
// how much it differs from the system's clock now is seen where that one goes on to its next millisecond.
const differences = [];
while (differences.length < 21) {
    const last = Date.now();
    let next = last;
    while (next === last) next = Date.now();
    differences.push(performance.timeOrigin + performance.now() - next);
}
const difference = differences.sort((one, other) => one - other)[10];
const now = () => performance.timeOrigin + performance.now() - difference;

const send = (request, parts = []) => new Promise((resolve) => {
    const number = numbers.next++;
    const hear = (told, at) => {
        if (told.Reply?.number !== number) return;
        hearers.delete(hear);
        resolve({ outcome: told.Reply.outcome, at });
    };
    hearers.add(hear);
    worker.postMessage({ body: JSON.stringify({ Request: { number, request } }), parts }, parts);
});
const ask = async (query) => {
    const { outcome, at } = await send({ Ask: query });
    if (!outcome.View) throw new Error(JSON.stringify(outcome));
    return { view: outcome.View, at };
};

// Everything here is at the hub, and everything there is here.
const isQuiet = (status) => status?.connected && status.phase === 'Idle' && status.synced !== null
    && status.waiting_changes === 0 && status.waiting_photos === 0;

// How many notes all visits have together.
const notes = async () => {
    let [count, after] = [0, null];
    for (;;) {
        const { view, at } = await ask({ Visits: ['All', { after, limit: 500 }] });
        for (const row of view.Visits.rows) count += row.observations;
        after = view.Visits.next;
        if (after === null) return { count, at };
    }
};

// Does something, and notes after how many milliseconds everything is in sync and `isThere` says so (it answers
// when, or nothing), and when `first` of `titles` could first be read on the page.
const run = (request, isThere, titles, first) => {
    const run = { done: null, shown: null, failure: null, status: null };
    let looking = false;
    const look = async () => {
        if (looking || run.done !== null || !isQuiet(run.status)) return;
        looking = true;
        try {
            const at = await isThere();
            if (at) {
                run.done = at - start;
                hearers.delete(hear);
            }
        } catch (error) {
            run.failure = String(error);
        }
        looking = false;
        if (run.done === null) setTimeout(look, 20);
    };
    const hear = (told) => {
        if (!told.Event?.Sync) return;
        run.status = told.Event.Sync;
        look();
    };
    hearers.add(hear);
    if (titles.length) {
        const observer = new MutationObserver(() => {
            const text = document.querySelector('main')?.textContent ?? '';
            const shown = titles.filter((title) => text.includes(title)).length;
            // A list asks for its next rows when its end is near.
            if (shown > 0 && shown < first) document.scrollingElement.scrollTop = document.scrollingElement.scrollHeight;
            if (shown < first) return;
            observer.disconnect();
            requestAnimationFrame(() => {
                const drawn = new MessageChannel();
                drawn.port1.onmessage = () => { run.shown = now() - start; };
                drawn.port2.postMessage(0);
            });
        });
        observer.observe(document, { childList: true, subtree: true, characterData: true });
    }
    const start = now();
    send(request).then(({ outcome }) => {
        if (!outcome.Done) run.failure = JSON.stringify(outcome);
    });
    bench.last = run;
};

// Waits until these words stand on the page. `told`: when the engine said that something has changed.
const wait = (words) => {
    const waited = { told: null };
    const hear = (told, at) => {
        if (told.Event?.Changed) waited.told ??= at;
    };
    hearers.add(hear);
    bench.waited = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
            if (!document.querySelector('main')?.textContent.includes(words)) return;
            const shown = now();
            observer.disconnect();
            hearers.delete(hear);
            resolve({ ...waited, shown });
        });
        observer.observe(document, { childList: true, subtree: true, characterData: true });
    });
};

globalThis.bench = { now, send, ask, isQuiet, notes, run, wait, difference };
