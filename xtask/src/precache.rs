//! The service worker, told which files make up its build.

use crate::assets::Assets;
use crate::page;
use anyhow::Result;

/// Fills in the service worker. `worker` is the engine's worker with its query: a cache is asked for the exact URL.
pub(crate) fn service_worker(template: &str, assets: &Assets, build: &str, worker: &str) -> Result<String> {
    let plain_worker = worker.split('?').next().unwrap_or(worker);
    let urls: Vec<String> = std::iter::once("/".to_owned())
        .chain(assets.urls().filter(|url| url != "/index.html"))
        .map(|url| if url == plain_worker { worker.to_owned() } else { url })
        .collect();
    page::fill_js(template, &[("build", build.into()), ("assets", urls.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_assets_are_listed_with_the_page_as_the_root() {
        let mut assets = Assets::default();
        for path in ["index.html", "worker-1.js", "style-1.css"] {
            assets.add(path, path).unwrap();
        }
        let script = service_worker("[\"%build%\", \"%assets%\"]", &assets, "b1", "/worker-1.js?build=b1").unwrap();
        assert_eq!(script, "[\"b1\", [\"/\",\"/style-1.css\",\"/worker-1.js?build=b1\"]]");
    }
}
