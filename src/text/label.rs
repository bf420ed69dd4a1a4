//! The words for closed lists: kinds, severities, roles, error codes, problems.

use floorbook_domain::{
    Channel, ConsentAnswer, Kind, Media, MessengerService, ObservationKind, Problem, Role, Severity, VisitState,
};
use floorbook_port::{ErrorCode, Failure, NotebookKind, Refusal};

use crate::{host::settings::Theme, t};

/// What can be named in the language of the app.
pub trait Label {
    /// Its name.
    fn label(&self) -> String;
}

macro_rules! labels {
    ($($ty:ident { $($word:ident => $key:literal),* $(,)? })*) => {$(
        impl Label for $ty {
            fn label(&self) -> String {
                match self {
                    $($ty::$word => t!($key),)*
                }
            }
        }
    )*};
}

labels! {
    ObservationKind {
        Fact => "kind-fact",
        GoodPractice => "kind-good-practice",
        Concern => "kind-concern",
        Idea => "kind-idea",
        Question => "kind-question",
        Quote => "kind-quote",
    }
    Severity {
        None => "severity-none",
        Minor => "severity-minor",
        Major => "severity-major",
        Critical => "severity-critical",
    }
    VisitState {
        Planned => "visit-state-planned",
        Running => "visit-state-running",
        Paused => "visit-state-paused",
        Finished => "visit-state-finished",
        Cancelled => "visit-state-cancelled",
    }
    Role {
        Other => "role-other",
        Owner => "role-owner",
        Management => "role-management",
        Sales => "role-sales",
        Merchandiser => "role-merchandiser",
        Planner => "role-planner",
        Supervisor => "role-supervisor",
        Operator => "role-operator",
        Inspector => "role-inspector",
        Technician => "role-technician",
        QualityManager => "role-quality-manager",
        HumanResources => "role-human-resources",
        Interpreter => "role-interpreter",
    }
    MessengerService {
        Other => "messenger-other",
        WeChat => "messenger-wechat",
        WhatsApp => "messenger-whatsapp",
        Zalo => "messenger-zalo",
        Line => "messenger-line",
        Telegram => "messenger-telegram",
        Viber => "messenger-viber",
        KakaoTalk => "messenger-kakaotalk",
    }
    Channel {
        Unknown => "channel-unknown",
        Phone => "channel-phone",
        Email => "channel-email",
        Messenger => "channel-messenger",
        Video => "channel-video",
        InPerson => "channel-in-person",
    }
    ConsentAnswer {
        NotAsked => "consent-not-asked",
        Agreed => "consent-agreed",
        Declined => "consent-declined",
    }
    Media {
        File => "media-file",
        Photo => "media-photo",
        Voice => "media-voice",
    }
    Kind {
        Partner => "record-partner",
        Site => "record-site",
        Contact => "record-person",
        Visit => "record-visit",
        Observation => "record-note",
        Attachment => "record-attachment",
        Member => "record-member",
    }
    NotebookKind {
        Own => "notebook-own",
        Personal => "notebook-personal",
        Sample => "notebook-sample",
    }
    Theme {
        System => "theme-system",
        Light => "theme-light",
        Dark => "theme-dark",
    }
    Problem {
        NameMissing => "problem-name-missing",
        CountryUnknown => "problem-country-unknown",
        ZoneUnknown => "problem-zone-unknown",
        CurrencyUnknown => "problem-currency-unknown",
        EmailMalformed => "problem-email-malformed",
        PositionOutOfRange => "problem-position-out-of-range",
        EndsBeforeStart => "problem-ends-before-start",
        MoreDefectsThanInspected => "problem-more-defects-than-inspected",
        ShiftOutOfRange => "problem-shift-out-of-range",
        TooLong => "problem-too-long",
    }
    ErrorCode {
        NoNotebook => "error-no-notebook",
        NotFound => "error-not-found",
        Refused => "error-refused",
        StorageFull => "error-storage-full",
        Damaged => "error-damaged",
        WrongKey => "error-wrong-key",
        TooNew => "error-too-new",
        Storage => "error-storage",
        Malformed => "error-malformed",
        OwnerGone => "error-owner-gone",
        ReadOnly => "error-read-only",
        WrongSecret => "error-wrong-secret",
        NoDurableStorage => "error-no-durable-storage",
    }
    Refusal {
        InsecureOrigin => "refusal-insecure-origin",
        NoOpfs => "refusal-no-opfs",
        StorageDenied => "refusal-storage-denied",
        StorageFull => "refusal-storage-full",
        KeyLost => "refusal-key-lost",
        TooNew => "refusal-too-new",
        Damaged => "refusal-damaged",
        Other => "refusal-other",
    }
}

impl Label for Failure {
    /// What happened, and what was kept.
    fn label(&self) -> String {
        let kept = if self.kept { t!("error-kept") } else { t!("error-not-kept") };
        format!("{} {kept}", self.code.label())
    }
}

/// What to do where the host refuses to keep a notebook.
pub fn what_to_do(reason: Refusal) -> String {
    match reason {
        Refusal::InsecureOrigin => t!("refusal-do-insecure-origin"),
        Refusal::NoOpfs => t!("refusal-do-no-opfs"),
        Refusal::StorageDenied => t!("refusal-do-storage-denied"),
        Refusal::StorageFull => t!("refusal-do-storage-full"),
        Refusal::KeyLost => t!("refusal-do-key-lost"),
        Refusal::TooNew => t!("refusal-do-too-new"),
        Refusal::Damaged => t!("refusal-do-damaged"),
        Refusal::Other => t!("refusal-do-other"),
    }
}

/// The problems of a record in one line; empty where there is none.
pub fn problems_text(problems: &[Problem]) -> String {
    problems.iter().map(Label::label).collect::<Vec<_>>().join(" ")
}
