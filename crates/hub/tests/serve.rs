//! The real program, started on a free port, asked over plain sockets.

mod running;

use running::{Hub, dist};
#[cfg(unix)]
use std::time::Duration;

#[test]
fn the_smallest_copy_that_the_client_takes_is_sent() {
    let hub = Hub::start();
    let brotli = hub.get("/app-0123456789ab.js", &[("Accept-Encoding", "gzip, deflate, br")]);
    assert_eq!((brotli.header("content-encoding"), brotli.body.as_slice()), (Some("br"), &b"brotli copy"[..]));
    let gzip = hub.get("/app-0123456789ab.js", &[("Accept-Encoding", "gzip")]);
    assert_eq!((gzip.header("content-encoding"), gzip.body.as_slice()), (Some("gzip"), &b"gzip copy"[..]));
    let plain = hub.get("/app-0123456789ab.js", &[]);
    assert_eq!((plain.header("content-encoding"), plain.body.as_slice()), (None, &b"plain()"[..]));
    assert_eq!(plain.header("vary"), Some("Accept-Encoding"));
    assert_ne!(brotli.header("etag"), plain.header("etag"), "each copy is another sequence of bytes");
}

#[test]
fn a_name_with_a_hash_is_kept_for_ever_and_all_else_is_asked_for_again() {
    let hub = Hub::start();
    for path in ["/app-0123456789ab.js", "/app-0123456789ab_bg.wasm"] {
        assert_eq!(hub.get(path, &[]).header("cache-control"), Some("public, max-age=31536000, immutable"));
    }
    for path in ["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/visits/1"] {
        assert_eq!(hub.get(path, &[]).header("cache-control"), Some("no-cache"), "{path}");
    }
    let page = hub.get("/", &[]);
    let again = hub.get("/", &[("If-None-Match", page.header("etag").unwrap())]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(hub.get("/", &[("If-None-Match", "\"other\"")]).status, 200);
}

#[test]
fn every_answer_carries_the_policy() {
    let hub = Hub::start();
    for path in ["/", "/app-0123456789ab.js", "/missing.js", "/healthz"] {
        let answer = hub.get(path, &[]);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{path}: {policy}");
        assert!(
            policy.contains("; connect-src 'self' https: http://127.0.0.1:* http://localhost:*;"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("  "), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(answer.header("cross-origin-embedder-policy"), Some("require-corp"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert!(answer.header("permissions-policy").unwrap().contains("camera=(self)"));
    }
}

#[test]
fn apps_of_other_origins_may_use_the_api_and_nothing_else() {
    let hub = Hub::start();
    let origin = ("Origin", "tauri://localhost");
    let asked = [origin, ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization")];
    for path in ["/v1/workspaces/07070707070707070707070707070707/envelopes", "/v1/parcels/1", "/v1/of/later"] {
        let before = hub.ask("OPTIONS", path, &asked);
        assert_eq!((before.status, before.header("access-control-allow-origin")), (204, Some("*")), "{path}");
        assert_eq!(before.header("access-control-allow-methods"), Some("GET, POST, PUT"));
        let headers = before.header("access-control-allow-headers").unwrap();
        assert!(headers.contains("authorization") && headers.contains("content-type") && headers.contains("token"));
        assert_eq!(before.header("access-control-max-age"), Some("86400"));
        let refused = hub.get(path, &[origin]);
        assert!(refused.status >= 400);
        assert_eq!(refused.header("access-control-allow-origin"), Some("*"), "{path}: the app reads why");
        assert_eq!(refused.header("access-control-expose-headers"), None, "{path}: it names no time to wait");
    }
    for path in ["/", "/metrics", "/healthz", "/app-0123456789ab.js"] {
        assert_eq!(hub.get(path, &[origin]).header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn files_have_the_type_that_browsers_insist_on() {
    let hub = Hub::start();
    let kind = |path: &str| hub.get(path, &[]).header("content-type").map(str::to_owned);
    assert_eq!(kind("/app-0123456789ab_bg.wasm").as_deref(), Some("application/wasm"));
    assert_eq!(kind("/app-0123456789ab.js").as_deref(), Some("text/javascript; charset=utf-8"));
    assert_eq!(kind("/manifest.webmanifest").as_deref(), Some("application/manifest+json"));
    assert_eq!(kind("/").as_deref(), Some("text/html; charset=utf-8"));
}

#[test]
fn addresses_of_the_app_get_the_page_and_missing_files_do_not() {
    let hub = Hub::start();
    let page = hub.get("/", &[]).body;
    for path in ["/index.html", "/visits", "/visits/0198c2f4-5a6b-7c8d-9e0f-112233445566?do=note"] {
        assert_eq!(hub.get(path, &[]).body, page, "{path}");
    }
    for path in ["/missing.js", "/visits/photo.jpg", "/app-0123456789ab.js.br/x.js"] {
        assert_eq!(hub.get(path, &[]).status, 404, "{path}");
    }
    assert_eq!(hub.get("/app-0123456789ab.js.br", &[]).status, 404, "copies are no files of their own");
}

#[test]
fn no_path_leaves_the_folder() {
    let hub = Hub::start();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/icons/..%2f..%2fsecret.txt",
        "/icons/%2E%2E/%2E%2E/secret",
        "//secret.txt",
        "/..\\secret.txt",
    ] {
        let answer = hub.get(path, &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("not for the web"), "{path}");
    }
}

#[test]
fn head_says_the_same_without_a_body_and_nothing_can_be_written() {
    let hub = Hub::start();
    let (head, get) = (hub.ask("HEAD", "/", &[]), hub.get("/", &[]));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(head.header("etag"), get.header("etag"));
    for method in ["POST", "PUT", "DELETE"] {
        let refused = hub.ask(method, "/", &[]);
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")));
    }
}

#[test]
fn the_health_check_answers() {
    let hub = Hub::start();
    let answer = hub.get("/healthz", &[]);
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"ok\n"[..]));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn a_missing_app_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = Hub::command(&folder.path().join("dist")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(said.contains("holds no built app") && said.contains("cargo xtask build"), "{said}");
}

#[test]
fn a_port_in_use_is_named() {
    let hub = Hub::start();
    let folder = dist();
    let mut second = Hub::command(&folder.path().join("dist"));
    let output = second.args(["--listen", &hub.address]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(said.contains(&hub.address) && said.contains("choose another port"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_log_names_files_and_never_what_was_asked_for() {
    let mut hub = Hub::start();
    hub.get("/visits/secret-visit?q=secret-words", &[]);
    hub.get("/secret.png", &[]);
    hub.stop(Duration::from_secs(10));
    let log = std::fs::read_to_string(hub.folder.path().join("data/hub.log")).unwrap();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["started", "answered", "answered", "stopped"]);
    assert_eq!((lines[1]["status"].as_u64(), lines[1]["file"].as_str()), (Some(200), Some("/index.html")));
    assert_eq!((lines[2]["status"].as_u64(), lines[2]["file"].as_str()), (Some(404), None));
    assert!(!log.contains("secret"), "{log}");
}
