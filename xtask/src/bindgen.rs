//! Turns a compiled module into one that a browser loads, with the JavaScript around it.
//!
//! wasm-bindgen runs as a library here, pinned with the library that the app uses, so that the two never differ.

use crate::bundle::Mode;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// A module ready for the browser.
pub(crate) struct Bound {
    /// The module.
    pub(crate) wasm: Vec<u8>,
    /// The JavaScript that loads it: its default export takes `{ module_or_path }`.
    pub(crate) js: String,
    /// JavaScript of the crates in it, by its path relative to `js`.
    pub(crate) snippets: Vec<(String, String)>,
}

/// The function in `js` that loads the module; the worker's start, joined to the same file, calls it by this name.
pub(crate) const INIT: &str = "__wbg_init";

/// Binds one module.
pub(crate) fn bind(module: &Path, name: &str, mode: Mode) -> Result<Bound> {
    let release = mode == Mode::Release;
    let mut output = Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .demangle(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate_output()
        .with_context(|| format!("wasm-bindgen on {}", module.display()))?;
    // C code names what it expects of its host in the module "env"; a browser has no such module.
    let open: Vec<_> = (output.wasm().imports.iter())
        .filter(|import| import.module == "env")
        .map(|import| import.name.as_str())
        .collect();
    ensure!(open.is_empty(), "{name} uses functions that no crate linked into it defines: {}", open.join(", "));
    let js = output.js().to_owned();
    ensure!(js.contains(INIT), "wasm-bindgen's JavaScript of {name} has no {INIT}; has its version changed?");
    let inline = output.snippets().iter().flat_map(|(folder, list)| {
        let named = move |(i, js): (usize, &String)| (format!("snippets/{folder}/inline{i}.js"), js.clone());
        list.iter().enumerate().map(named)
    });
    let local = output.local_modules().iter().map(|(path, js)| (format!("snippets/{path}"), js.clone()));
    let snippets = inline.chain(local).collect();
    Ok(Bound { wasm: output.wasm_mut().emit_wasm(), js, snippets })
}
