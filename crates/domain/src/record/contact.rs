//! A person at a partner.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{Record, name_problems, strs, zone_problem};
use crate::{
    AttachmentId, ContactId, Day, Instant, PartnerId, Problem, RecordRef, SiteId, VisitId,
    field::{record, words},
};

words! {
    /// What somebody does there.
    Role:
    /// Something else; the title says what.
    #[default] 0 Other,
    /// Owns the company.
    1 Owner,
    /// Runs the company or the plant.
    2 Management,
    /// Sells.
    3 Sales,
    /// Follows our orders.
    4 Merchandiser,
    /// Plans production.
    5 Planner,
    /// Leads a line or a shift.
    6 Supervisor,
    /// Works at a machine.
    7 Operator,
    /// Inspects what is made.
    8 Inspector,
    /// Keeps machines running.
    9 Technician,
    /// Answers for quality.
    10 QualityManager,
    /// Answers for people.
    11 HumanResources,
    /// Interprets.
    12 Interpreter,
}

words! {
    /// Where messages reach somebody.
    MessengerService:
    /// Another one; the handle says which.
    #[default] 0 Other,
    /// WeChat.
    1 WeChat,
    /// WhatsApp.
    2 WhatsApp,
    /// Zalo.
    3 Zalo,
    /// LINE.
    4 Line,
    /// Telegram.
    5 Telegram,
    /// Viber.
    6 Viber,
    /// KakaoTalk.
    7 KakaoTalk,
}

words! {
    /// How somebody likes to be reached.
    Channel:
    /// Not known.
    #[default] 0 Unknown,
    /// A call.
    1 Phone,
    /// E-mail.
    2 Email,
    /// A messenger.
    3 Messenger,
    /// A video call.
    4 Video,
    /// In person only.
    5 InPerson,
}

words! {
    /// What somebody said when asked.
    ConsentAnswer:
    /// They have not been asked.
    #[default] 0 NotAsked,
    /// They agreed.
    1 Agreed,
    /// They declined.
    2 Declined,
}

/// Consent, with the day on which it was given or declined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Consent {
    /// What they said.
    #[n(0)]
    pub answer: ConsentAnswer,
    /// When they said it.
    #[n(1)]
    pub day: Option<Day>,
}

/// An account at a messenger.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Messenger {
    /// Which one.
    #[n(0)]
    pub service: MessengerService,
    /// Name or number there.
    #[n(1)]
    pub handle: String,
}

record! {
    /// A person at a partner: who they are, how to say it, how to reach them, what they struggle with.
    Contact, ContactField:
    /// Where they work.
    1 one partner Partner: Option<PartnerId>;
    /// The site where they work.
    2 one site Site: Option<SiteId>;
    /// Their name, as we write it.
    3 one name Name: String;
    /// Their name in the script of the place.
    4 one local_name LocalName: String;
    /// How to say it.
    5 one pronunciation Pronunciation: String;
    /// What they do.
    6 one role Role: Role;
    /// Their title, as on the card.
    7 one title Title: String;
    /// Phone numbers.
    8 set phones Phones: String;
    /// E-mail addresses.
    9 set emails Emails: String;
    /// Accounts at messengers.
    10 set messengers Messengers: Messenger;
    /// Languages they speak, as people name them.
    11 set languages Languages: String;
    /// IANA zone; empty for the site's or the partner's.
    12 one zone Zone: String;
    /// How they like to be reached.
    13 one preferred_channel PreferredChannel: Channel;
    /// What stands in their way, in their words.
    14 text obstacles Obstacles: String;
    /// What worries them, in their words.
    15 text concerns Concerns: String;
    /// What they proposed, in their words.
    16 text ideas Ideas: String;
    /// A photo of them.
    17 one photo Photo: Option<AttachmentId>;
    /// Whether notes about them may be kept.
    18 one consent_notes ConsentNotes: Consent;
    /// Whether photos of them may be taken.
    19 one consent_photo ConsentPhoto: Consent;
    /// Whether their voice may be recorded.
    20 one consent_voice ConsentVoice: Consent;
    /// The person that this one turned out to be.
    21 one merged_into MergedInto: Option<ContactId>;
    /// Whatever else is worth keeping.
    22 text notes Notes: String;
    /// Free words to group by.
    23 set tags Tags: String;
    /// The visit on which they were first written down.
    24 one met_at MetAt: Option<VisitId>;
}

impl Record for Contact {
    fn parent(&self) -> Option<RecordRef> {
        self.partner.map(RecordRef::from)
    }

    fn title(&self) -> String {
        if self.name.trim().is_empty() { self.local_name.clone() } else { self.name.clone() }
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name, &self.local_name, &self.pronunciation]
    }

    fn prose(&self) -> Vec<&str> {
        let lines = [&self.title, &self.obstacles, &self.concerns, &self.ideas, &self.notes].map(String::as_str);
        let handles = self.messengers.iter().map(|messenger| messenger.handle.as_str());
        lines
            .into_iter()
            .chain(handles)
            .chain(strs(&self.phones))
            .chain(strs(&self.emails))
            .chain(strs(&self.tags))
            .collect()
    }

    fn moment(&self) -> Option<Instant> {
        None
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let partner = self.partner.map(|id| (1, id.into()));
        let site = self.site.map(|id| (2, id.into()));
        let photo = self.photo.map(|id| (17, id.into()));
        let merged_into = self.merged_into.map(|id| (21, id.into()));
        let met_at = self.met_at.map(|id| (24, id.into()));
        [partner, site, photo, merged_into, met_at].into_iter().flatten().collect()
    }

    fn merged_into(&self) -> Option<RecordRef> {
        self.merged_into.map(RecordRef::from)
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = name_problems(&self.title());
        problems.extend(zone_problem(&self.zone));
        if self.emails.iter().any(|email| !is_email(email)) {
            problems.push(Problem::EmailMalformed);
        }
        problems
    }
}

/// A name, an @, and a domain with a dot: what is enough to catch a slip of the thumb.
fn is_email(text: &str) -> bool {
    match text.trim().split_once('@') {
        Some((name, domain)) => {
            !name.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn someone_known_only_in_their_own_script_has_a_name() {
        let contact = Contact { local_name: "阮氏花".into(), ..Contact::default() };
        assert!(contact.problems().is_empty());
        assert_eq!(contact.title(), "阮氏花");
    }

    #[test]
    fn a_mistyped_address_is_named() {
        let emails = vec!["lan@songhong".into()];
        let contact = Contact { name: "Lan".into(), emails, ..Contact::default() };
        assert_eq!(contact.problems(), [Problem::EmailMalformed]);
    }
}
