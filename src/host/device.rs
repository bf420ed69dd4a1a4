//! What this device may be called.

use leptos::prelude::window;

use crate::t;

/// A name for this device until its owner gives it one: that of the computer where the shell tells it, else `Chrome on
/// Android`.
pub fn name() -> String {
    let computer = super::page::global("floorbookComputer").and_then(|name| name.as_string());
    if let Some(computer) = computer.filter(|name| !name.is_empty()) {
        return computer;
    }
    let agent = window().navigator().user_agent().unwrap_or_default();
    let (browser, system) = told(&agent);
    let app = t!("app-name");
    let browser = if super::shell::is_here() { app.as_str() } else { browser };
    match (browser, system) {
        ("", "") => t!("device-unknown"),
        (one, "") | ("", one) => one.to_owned(),
        (browser, system) => t!("device-on", "browser" => browser, "system" => system),
    }
}

/// Browser and system, as the user agent tells them; empty where it does not.
fn told(agent: &str) -> (&'static str, &'static str) {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    // Most agents name others as well; the one that means it stands first here.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    (browser, system)
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn agents_that_name_everybody_mean_one() {
        let phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
        assert_eq!(told(phone), ("Chrome", "Android"));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(told(edge), ("Edge", "Windows"));
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
        assert_eq!(told(safari), ("Safari", "iPhone"));
        assert_eq!(told("something else"), ("", ""));
    }
}
