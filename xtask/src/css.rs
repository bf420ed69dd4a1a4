//! The style sheet: Tailwind and daisyUI, from `public/style.css` and the classes that the sources name.

use crate::bundle::Mode;
use crate::kept::Key;
use crate::place::Place;
use crate::tool;
use anyhow::{Context, Result};

/// Makes the style sheet, unless nothing that it comes from has changed.
pub(crate) fn build(place: &Place, mode: Mode) -> Result<String> {
    let folder = place.cache().join(mode.name());
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let (file, note) = (folder.join("style.css"), folder.join("style.key"));
    let mut key = Key::new("css")?;
    key.add_folder(&place.join("src"))?;
    for source in ["public/style.css", "public/boot.js", "index.html", "package-lock.json"] {
        key.add_file(&place.join(source))?;
    }
    if !key.holds(&file, &note) {
        let mut tailwind = tool::command("node");
        tailwind
            .current_dir(&place.root)
            .arg("node_modules/@tailwindcss/cli/dist/index.mjs")
            .args(["--input", "public/style.css", "--output"])
            .arg(&file);
        if mode == Mode::Release {
            tailwind.arg("--minify");
        }
        tool::output(&mut tailwind)?;
        key.keep(&note)?;
    }
    std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}
