//! The whole app: two wasm modules, the style sheet, icons, page and service worker, named by content.

use crate::assets::Assets;
use crate::bindgen::{self, Bound};
use crate::cargo::{self, Modules};
use crate::dist::{self, Written};
use crate::kept::Key;
use crate::place::Place;
use crate::step::{begin, say, step};
use crate::toolchain::Toolchain;
use crate::{css, icon, page, precache};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// For whom a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small and fast, with compressed copies and a service worker, in `dist/`.
    Release,
    /// Quick to build, with names in its backtraces; never served from a cache.
    Dev,
}

impl Mode {
    /// A short name for folders.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mode::Release => "release",
            Mode::Dev => "dev",
        }
    }

    /// Where the app of this mode is put.
    pub(crate) fn dist(self, place: &Place) -> PathBuf {
        match self {
            Mode::Release => place.dist(),
            Mode::Dev => place.cache().join("dev/dist"),
        }
    }
}

/// Builds the app, as far as it is not built.
pub(crate) fn build(place: &Place, toolchain: Toolchain, mode: Mode) -> Result<()> {
    let start = Instant::now();
    begin("compiling the UI and the engine's worker");
    let modules = cargo::modules(place, toolchain, mode)?;
    say("wasm modules", "compiled", Some(start.elapsed()));
    let mut style = String::new();
    step("style sheet", || {
        style = css::build(place, mode)?;
        Ok("made".to_owned())
    })?;
    let folder = mode.dist(place);
    let note = place.cache().join(mode.name()).join("dist.key");
    let key = key(place, &modules, &style, mode)?;
    if key.holds(&folder.join("index.html"), &note) {
        say("the app", &format!("unchanged in {}", folder.display()), None);
        return Ok(());
    }
    let mut written = Vec::new();
    step("the app", || {
        written = dist::write(&assemble(place, &modules, style, mode)?, &folder, mode)?;
        key.keep(&note)?;
        Ok(format!("written to {}", folder.display()))
    })?;
    if mode == Mode::Release {
        report(&written);
    }
    Ok(())
}

fn key(place: &Place, modules: &Modules, style: &str, mode: Mode) -> Result<Key> {
    let mut key = Key::new(mode.name())?;
    key.add("style", style.as_bytes());
    key.add_file(&modules.ui)?;
    key.add_file(&modules.worker)?;
    key.add_file(&place.join("index.html"))?;
    key.add_folder(&place.join("public"))?;
    Ok(key)
}

fn assemble(place: &Place, modules: &Modules, style: String, mode: Mode) -> Result<Assets> {
    let (app, worker) = std::thread::scope(|scope| {
        let app = scope.spawn(|| bindgen::bind(&modules.ui, "app", mode));
        let worker = bindgen::bind(&modules.worker, "worker", mode);
        let app = app.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, anyhow::Error>((app?, worker?))
    })?;
    let read = |path: &str| read(&place.join(path));
    let mut assets = Assets::default();
    icon::draw(&mut assets)?;
    assets.add("manifest.webmanifest", read("public/manifest.webmanifest")?)?;
    let style = assets.add_hashed("style", ".css", style)?;
    let app_wasm = add_module(&mut assets, "app", &app)?;
    let app_js = assets.add_hashed("app", ".js", app.js)?;
    let worker_wasm = add_module(&mut assets, "worker", &worker)?;
    let worker_start = page::fill_js(&read("public/worker.js")?, &[("wasm", worker_wasm.into())])?;
    let worker_js = assets.add_hashed("worker", ".js", format!("{}\n{worker_start}", worker.js))?;

    // What carries the build's name cannot be part of it, but the templates it is made from are.
    let (boot, shell, precache) = (read("public/boot.js")?, read("index.html")?, read("public/sw.js")?);
    let mut all = blake3::Hasher::new();
    for part in [assets.hash(), boot.clone(), shell.clone(), precache.clone()] {
        all.update(blake3::hash(part.as_bytes()).as_bytes());
    }
    let build = all.finalize().to_hex()[..16].to_owned();

    let worker_url = format!("{worker_js}?build={build}");
    let boot = page::fill_js(
        &boot,
        &[
            ("build", build.as_str().into()),
            ("app_js", app_js.as_str().into()),
            ("app_wasm", app_wasm.as_str().into()),
            ("worker_js", worker_url.as_str().into()),
            ("service_worker", (mode == Mode::Release).into()),
        ],
    )?;
    let boot = assets.add_hashed("boot", ".js", boot)?;
    let values = [("build", &build), ("boot", &boot), ("style", &style), ("app_js", &app_js), ("app_wasm", &app_wasm)];
    let shell = page::fill_html(&shell, &values.map(|(name, value)| (name, value.as_str())))?;
    assets.add("index.html", shell)?;
    if mode == Mode::Release {
        let script = precache::service_worker(&precache, &assets, &build, &worker_url)?;
        assets.add("sw.js", script)?;
    }
    Ok(assets)
}

fn add_module(assets: &mut Assets, name: &str, bound: &Bound) -> Result<String> {
    for (path, js) in &bound.snippets {
        assets.add(path.clone(), js.as_bytes())?;
    }
    assets.add_hashed(name, "_bg.wasm", bound.wasm.as_slice())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Prints what each part of the app weighs when it travels.
fn report(written: &[Written]) {
    for (part, starts) in [("UI", &["app-", "boot-"][..]), ("worker", &["worker-"]), ("CSS", &["style-"])] {
        let is_of = |file: &&Written| starts.iter().any(|start| file.path.starts_with(start));
        let bytes: usize = written.iter().filter(is_of).map(|file| file.travels).sum();
        say(part, &format!("{:.1} KB in brotli", bytes as f64 / 1024.0), None);
    }
}
