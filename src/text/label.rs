//! The words for closed lists: kinds, severities, roles, error codes, problems.

use floorbook_domain::{
    Answer, Channel, ConsentAnswer, Ending, IssueState, Keeping, Kind, Media, MessengerService, ObservationKind, Party,
    Problem, Role, Severity, VisitState,
};
use floorbook_port::{
    AsideReason, ErrorCode, Failure, JoinTrouble, NotebookKind, NotebookView, Refusal, Role as MemberRole, SyncTrouble,
};

use crate::{
    host::{settings::Theme, shell},
    t,
};

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
    IssueState {
        Noticed => "issue-noticed",
        Raised => "issue-raised",
        Agreed => "issue-agreed",
        InHand => "issue-in-hand",
        Verified => "issue-verified",
        Closed => "issue-closed",
        Reopened => "issue-reopened",
    }
    Party {
        Us => "party-us",
        Them => "party-them",
    }
    Ending {
        Kept => "ending-kept",
        Broken => "ending-broken",
        Withdrawn => "ending-withdrawn",
    }
    Keeping {
        Open => "keeping-open",
        Late => "keeping-late",
        Kept => "keeping-kept",
        KeptLate => "keeping-kept-late",
        Broken => "keeping-broken",
        Withdrawn => "keeping-withdrawn",
    }
    Answer {
        Open => "answer-open",
        ActedOn => "answer-acted-on",
        Declined => "answer-declined",
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
        Issue => "record-issue",
        Commitment => "record-promise",
        SignOff => "record-sign-off",
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
        WordsMissing => "problem-words-missing",
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
    SyncTrouble {
        Offline => "sync-trouble-offline",
        Unreachable => "sync-trouble-unreachable",
        NoHub => "sync-trouble-no-hub",
        TokenNeeded => "sync-trouble-token-needed",
        Removed => "sync-trouble-removed",
        Taken => "sync-trouble-taken",
        Clock => "sync-trouble-clock",
        HubFull => "sync-trouble-hub-full",
        TooOften => "sync-trouble-too-often",
        Altered => "sync-trouble-altered",
        TooNew => "sync-trouble-too-new",
        NoRoom => "sync-trouble-no-room",
    }
    AsideReason {
        Stranger => "aside-stranger",
        Removed => "aside-removed",
        OnlyReads => "aside-only-reads",
        OtherBranch => "aside-other-branch",
        NoKey => "aside-no-key",
        Unreadable => "aside-unreadable",
        TooNew => "aside-too-new",
        Elsewhere => "aside-elsewhere",
    }
    JoinTrouble {
        Unreachable => "join-trouble-unreachable",
        NoHub => "join-trouble-no-hub",
        Gone => "join-trouble-gone",
        Wrong => "join-trouble-wrong",
        Refused => "join-trouble-refused",
        Here => "join-trouble-here",
    }
    MemberRole {
        Viewer => "member-viewer",
        Editor => "member-editor",
        Owner => "member-owner",
    }
    Refusal {
        InsecureOrigin => "refusal-insecure-origin",
        NoOpfs => "refusal-no-opfs",
        StorageDenied => "refusal-storage-denied",
        KeychainShut => "refusal-keychain-shut",
        InUse => "refusal-in-use",
        StorageFull => "refusal-storage-full",
        KeyLost => "refusal-key-lost",
        TooNew => "refusal-too-new",
        Damaged => "refusal-damaged",
        Other => "refusal-other",
    }
}

impl Label for NotebookView {
    /// A notebook has no name of its own: it is called by where its team meets.
    fn label(&self) -> String {
        match &self.hub {
            Some(hub) => t!("notebook-at", "hub" => host_of(hub)),
            None => self.kind.label(),
        }
    }
}

/// The host in an address: `hub.example` of `https://hub.example/`.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
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
        Refusal::StorageDenied if shell::is_here() => t!("refusal-do-folder-denied"),
        Refusal::KeyLost if shell::is_here() => t!("refusal-do-key-lost-here"),
        Refusal::TooNew if shell::is_here() => t!("refusal-do-too-new-here"),
        Refusal::Damaged if shell::is_here() => t!("refusal-do-damaged-here"),
        Refusal::Other if shell::is_here() => t!("refusal-do-other-here"),
        Refusal::KeychainShut => t!("refusal-do-keychain-shut"),
        Refusal::InUse => t!("refusal-do-in-use"),
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

/// What syncing trouble means: what was kept, and what to do.
pub fn about_trouble(trouble: SyncTrouble) -> String {
    match trouble {
        SyncTrouble::Offline => t!("sync-do-offline"),
        SyncTrouble::Unreachable => t!("sync-do-unreachable"),
        SyncTrouble::NoHub => t!("sync-do-no-hub"),
        SyncTrouble::TokenNeeded => t!("sync-do-token-needed"),
        SyncTrouble::Removed => t!("sync-do-removed"),
        SyncTrouble::Taken => t!("sync-do-taken"),
        SyncTrouble::Clock => t!("sync-do-clock"),
        SyncTrouble::HubFull => t!("sync-do-hub-full"),
        SyncTrouble::TooOften => t!("sync-do-too-often"),
        SyncTrouble::Altered => t!("sync-do-altered"),
        SyncTrouble::TooNew => t!("sync-do-too-new"),
        SyncTrouble::NoRoom => t!("sync-do-no-room"),
    }
}

/// The problems of a record in one line; empty where there is none.
pub fn problems_text(problems: &[Problem]) -> String {
    problems.iter().map(Label::label).collect::<Vec<_>>().join(" ")
}
