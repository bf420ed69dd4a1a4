//! What both sides read before they put their name to it.

use floorbook_domain::Party;
use floorbook_port::{CommitmentView, IssueView};

use crate::{host::zones, t, text::Label};

/// An issue in words: what it is, what it touches, why it happened, what was agreed, who does what by when. Days are
/// written in full: what is signed is read on another day.
pub(super) fn statement(view: &IssueView) -> String {
    let issue = &view.found.record;
    let line = |label: String, value: &str| (!value.trim().is_empty()).then(|| format!("{label}: {}", value.trim()));
    let mut lines = vec![issue.text.trim().to_owned()];
    lines.extend(line(t!("partner"), &view.summary.partner));
    lines.extend(line(t!("severity"), &issue.severity.label()));
    lines.extend(line(t!("area"), &issue.area));
    lines.extend(line(t!("order"), &issue.order));
    lines.extend(line(t!("product"), &issue.product));
    lines.extend(line(t!("production-line"), &issue.line));
    lines.extend(line(t!("noticed-at"), &zones::full(issue.noticed, &view.summary.zone)));
    lines.extend(line(t!("owner-ours"), &view.summary.ours));
    lines.extend(line(t!("owner-theirs"), &view.summary.theirs));
    for (at, why) in issue.whys().into_iter().enumerate() {
        lines.extend(line(t!("why-number", "number" => at + 1), why));
    }
    lines.extend(line(t!("agreed"), &issue.agreed));
    lines.extend(line(t!("present"), &view.present.join(", ")));
    lines.extend(view.remedies.iter().map(remedy));
    lines.join("\n")
}

/// `– We: new springs, by 2026-03-05`.
fn remedy(view: &CommitmentView) -> String {
    let promise = &view.found.record;
    let side = match (promise.party, view.who.as_str()) {
        (Party::Us, "") => t!("we"),
        (Party::Them, "") => t!("they"),
        (_, who) => who.to_owned(),
    };
    match promise.due {
        Some(day) => t!("does-by", "who" => side, "what" => promise.text.trim(), "day" => day.to_string()),
        None => t!("does", "who" => side, "what" => promise.text.trim()),
    }
}
