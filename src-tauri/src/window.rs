//! The one window, and what the page in it may do.

use std::path::Path;

use tauri::webview::{NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::hall;
use crate::journal;

/// The window's label, which the capability names.
pub(crate) const LABEL: &str = "main";

/// What a link that leads outside may be: a page, somebody to write to or to call, a place on a map.
const OUTSIDE: [&str; 5] = ["https", "http", "mailto", "tel", "geo"];

/// Opens the window. The web view's own files lie in `folder`; nothing in them is relied on. `theme` is what the page
/// wears before it could ask.
///
/// # Errors
/// The system opens none.
pub(crate) fn open(app: &AppHandle, folder: Option<&Path>, theme: Option<&str>) -> tauri::Result<WebviewWindow> {
    let mut builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Floorbook")
        .initialization_script(first_words(theme, hall::computer().as_deref()))
        // Files are dropped on the page itself.
        .disable_drag_drop_handler()
        .on_navigation(|url| {
            let inside = is_inside(url);
            if !inside {
                open_outside(url);
            }
            inside
        })
        .on_new_window(|url, _| {
            open_outside(&url);
            NewWindowResponse::Deny
        })
        // The page is ours alone, and asks only when the person presses Photo, Voice or Place.
        .on_permission_request(|_, kind| match kind {
            PermissionKind::Microphone | PermissionKind::Camera | PermissionKind::Geolocation => {
                PermissionResponse::Allow
            }
            _ => PermissionResponse::Deny,
        });
    #[cfg(desktop)]
    {
        builder = builder.inner_size(1180.0, 800.0).min_inner_size(360.0, 480.0).resizable(true);
    }
    if let Some(folder) = folder {
        builder = builder.data_directory(folder.into());
    }
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| gtk::set_up(&webview.inner()))?;
    Ok(window)
}

/// Brings the window to the front.
pub(crate) fn bring_to_front(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let brought = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = brought {
        journal::note(&format!("the window cannot be brought to the front: {error}"));
    }
}

/// What the page's first script finds: the theme, before the page can ask for it, and what the computer is called.
fn first_words(theme: Option<&str>, computer: Option<&str>) -> String {
    // It comes from a file, and goes into a script.
    let theme = theme.filter(|theme| ["\"light\"", "\"dark\""].contains(theme));
    let computer = serde_json::json!(computer);
    format!("globalThis.floorbookTheme = {}; globalThis.floorbookComputer = {computer};", theme.unwrap_or("null"))
}

/// Whether an address is a page of ours, or something that a page of ours made.
fn is_inside(url: &Url) -> bool {
    match url.scheme() {
        "tauri" | "blob" | "about" => true,
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

fn open_outside(url: &Url) {
    if !OUTSIDE.contains(&url.scheme()) {
        return journal::note(&format!("a link of the kind {} is not opened", url.scheme()));
    }
    if let Err(error) = tauri_plugin_opener::open_url(url.as_str(), None::<&str>) {
        journal::note(&format!("a link could not be opened outside: {error}"));
    }
}

#[cfg(target_os = "linux")]
mod gtk {
    use webkit2gtk::{SettingsExt, WebView, WebViewExt};

    use crate::journal;

    /// Camera and microphone are off in WebKitGTK until an app switches them on. A page whose process ended is loaded
    /// again: the engine is not in it, and what was typed is kept.
    pub(super) fn set_up(webview: &WebView) {
        if let Some(settings) = WebViewExt::settings(webview) {
            settings.set_enable_media_stream(true);
            settings.set_enable_mediasource(true);
            // What the page says to whoever builds it; given out, it says nothing there.
            #[cfg(debug_assertions)]
            settings.set_enable_write_console_messages_to_stdout(true);
            #[cfg(debug_assertions)]
            if std::env::var_os("FLOORBOOK_MADE_UP_CAMERA").is_some() {
                settings.set_enable_mock_capture_devices(true);
            }
        }
        webview.connect_web_process_terminated(|webview, reason| {
            journal::note(&format!("the page's process ended: {reason:?}"));
            webview.reload();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_inside() {
        for (url, inside) in [
            ("tauri://localhost/visits", true),
            ("http://tauri.localhost/", true),
            ("https://hub.example/join", false),
            ("https://tauri.localhost.example/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_inside(&Url::parse(url).unwrap()), inside, "{url}");
        }
    }
}
