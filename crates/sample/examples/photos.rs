//! Writes the sample's photos and thumbnails into a folder, to look at them:
//! `cargo run -p floorbook-sample --example photos -- DIR`.

use std::{env, fs, io, path::PathBuf};

use floorbook_domain::{AttachmentField, Field, Instant};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(env::temp_dir, PathBuf::from);
    fs::create_dir_all(&folder)?;
    let sample = floorbook_sample::sample(Instant(1_795_000_000_000), &mut |bytes| bytes.fill(7));
    for (number, photo) in sample.steps.iter().flat_map(|step| &step.photos).enumerate() {
        let caption = photo.fields.iter().find_map(|field| match field {
            Field::Attachment(AttachmentField::Caption(caption)) => Some(caption.as_str()),
            _ => None,
        });
        let size = photo.content.len() / 1_000;
        fs::write(folder.join(format!("{number:02}.jpg")), &photo.content)?;
        fs::write(folder.join(format!("{number:02}-small.jpg")), &photo.thumbnail)?;
        eprintln!("{number:02} {size:4} KB  {}", caption.unwrap_or_default());
    }
    Ok(())
}
