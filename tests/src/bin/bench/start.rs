//! The start after the browser was started again: from navigation until fifty rows are on screen.

use crate::figures::{Figures, percentile};
use floorbook_tests::browser::Browser;
use floorbook_tests::wait;
use serde_json::json;

const GROUP: &str = "Start after a relaunch, until the newest 50 rows are on screen";
/// Each of the pages is started this often, in turns.
const ROUNDS: usize = 9;

/// Runs before the page: notes when the frame with the fiftieth row has been drawn.
const WATCH: &str = "const look = () => {
        if (document.querySelectorAll('main li').length < 50) return;
        observer.disconnect();
        requestAnimationFrame(() => {
            const drawn = new MessageChannel();
            drawn.port1.onmessage = () => { globalThis.benchShown = performance.now(); };
            drawn.port2.postMessage(0);
        });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });";

/// A browser that is closed, and the page that it opens.
pub struct Start<'b> {
    /// The browser with its profile.
    pub browser: &'b Browser,
    /// The page.
    pub url: String,
}

impl Start<'_> {
    async fn once(&self) -> f64 {
        self.browser.relaunch().await;
        let page = self.browser.page();
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
        page.open(&self.url).await;
        let shown = wait::within(wait::PATIENCE, async || {
            page.execute("return globalThis.benchShown ?? null", vec![]).await.ok()?.as_f64()
        });
        let Some(shown) = shown.await else { panic!("{} never showed fifty rows: {}", self.url, page.text().await) };
        self.browser.quit().await;
        shown
    }
}

/// Measures a bare page, a notebook with fifty rows, and the large one. All browsers are closed.
pub async fn measure(bare: &Start<'_>, small: &Start<'_>, large: &Start<'_>, figures: &mut Figures) {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (start, times) in [bare, small, large].iter().zip(&mut times) {
            times.push(start.once().await);
        }
    }
    let [bare, small, large] = times.map(|times| percentile(&times, 0.5));
    figures.add(GROUP, "a bare page with 50 rows and no store, p50", bare, "ms");
    figures.add(GROUP, "a notebook with 50 rows, p50", small, "ms");
    figures.add(GROUP, "the notebook with 100,000 observations, p50", large, "ms");
    figures.hold(GROUP, "large against bare", large / bare, "×", 2.0);
    figures.hold(GROUP, "large against 50 rows", large / small, "×", 1.3);
}
