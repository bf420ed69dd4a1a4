//! The page's shell and scripts: templates in which the names of one build are filled in.

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Fills `%name%` in HTML. The values are URLs of ours and need no escaping.
pub(crate) fn fill_html(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let filled = values.iter().try_fold(template.to_owned(), |text, (name, value)| {
        let place = format!("%{name}%");
        text.contains(&place).then(|| text.replace(&place, value)).with_context(|| format!("no {place} in the page"))
    })?;
    complete(filled)
}

/// Fills `"%name%"`, quotes included, in JavaScript by a JSON value, so that the template is valid JavaScript as well.
pub(crate) fn fill_js(template: &str, values: &[(&str, Value)]) -> Result<String> {
    let filled = values.iter().try_fold(template.to_owned(), |text, (name, value)| {
        let place = format!("\"%{name}%\"");
        text.contains(&place)
            .then(|| text.replace(&place, &value.to_string()))
            .with_context(|| format!("no {place} in the script"))
    })?;
    complete(filled)
}

/// Refuses a text in which a place has been left open.
fn complete(text: String) -> Result<String> {
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
    if let Some(open) = text.split('%').skip(1).step_by(2).find(|part| is_name(part)) {
        bail!("nothing was filled in for %{open}%");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let html = fill_html("<a href=\"%app_js%\">", &[("app_js", "/app.js")]).unwrap();
        assert_eq!(html, "<a href=\"/app.js\">");
        let js = fill_js("const LIST = \"%list%\";", &[("list", Value::from(vec!["/", "/a.js"]))]).unwrap();
        assert_eq!(js, "const LIST = [\"/\",\"/a.js\"];");
    }

    #[test]
    fn a_place_left_open_or_a_value_without_place_is_refused() {
        assert!(fill_html("%build%", &[]).is_err());
        assert!(fill_html("", &[("build", "1")]).is_err());
    }
}
