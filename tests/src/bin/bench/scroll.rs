//! Opening a long visit, and scrolling through it.

use crate::figures::Figures;
use floorbook_tests::page::Page;
use serde_json::json;

const GROUP: &str = "Long visits";

/// Opens a link of the list, and answers when the frame that shows the words has been drawn.
const OPEN: &str = "const [link, words, done] = arguments;
    const anchor = [...document.querySelectorAll('main a[href]')].find((a) => a.textContent.includes(link));
    if (!anchor) return done(null);
    const start = performance.now();
    const look = () => {
        if (!document.querySelector('main')?.textContent.includes(words)) return;
        observer.disconnect();
        requestAnimationFrame(() => {
            const drawn = new MessageChannel();
            drawn.port1.onmessage = () => done(performance.now() - start);
            drawn.port2.postMessage(0);
        });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    anchor.click();
    look();";

/// Scrolls to the very end, as fast as frames come, and answers how long the main thread was ever busy.
const SCROLL: &str = "const done = arguments[arguments.length - 1];
    let longest = 0, long = 0;
    const tasks = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) { longest = Math.max(longest, task.duration); long++; }
    });
    tasks.observe({ type: 'longtask' });
    const page = document.scrollingElement;
    let frames = 0, still = 0, last = performance.now(), gap = 0;
    const step = () => {
        const now = performance.now();
        gap = Math.max(gap, now - last);
        last = now;
        frames++;
        const before = page.scrollTop;
        page.scrollTop = before + 500;
        still = page.scrollTop === before ? still + 1 : 0;
        // What is still to come has been asked for when the end has stood still for a second.
        if (still < 60 && frames < 20000) return requestAnimationFrame(step);
        setTimeout(() => {
            tasks.disconnect();
            done({ longest, long, frames, gap, height: page.scrollHeight, images: document.images.length });
        }, 300);
    };
    requestAnimationFrame(step);";

/// Opens a visit from the list of visits.
pub async fn open(page: &Page, name: &str, link: &str, words: &str, figures: &mut Figures) {
    let millis = page.execute_async(OPEN, vec![json!(link), json!(words)]).await.expect("the visit opens");
    let Some(millis) = millis.as_f64() else { panic!("no visit in the list says {link}") };
    figures.add(GROUP, format!("opening {name}"), millis, "ms");
}

/// Scrolls through the page that is open.
pub async fn through(page: &Page, name: &str, figures: &mut Figures) {
    let seen = page.execute_async(SCROLL, vec![]).await.expect("the page scrolls");
    let number = |what: &str| seen[what].as_f64().unwrap_or(f64::NAN);
    assert!(number("frames") > 60.0, "nothing was scrolled: {seen}");
    figures.hold(
        GROUP,
        format!("longest task while scrolling {name} (0: none over 50)"),
        number("longest"),
        "ms",
        50.0,
    );
    figures.add(GROUP, format!("tasks over 50 ms while scrolling {name}"), number("long"), "");
    figures.add(GROUP, format!("longest time between frames of {name}"), number("gap"), "ms");
}
